import os from "node:os";
import path from "node:path";

// The npm package code-server carries a whole VS Code server; its version is that of VS Code with another first digit.
export const codeServerVersion = "4.139.1";
export const vscodeVersion = "1.139.1";

// That server needs a newer Node than ours; this npm package carries one as a plain file.
export const nodePackageVersion = "24.21.0";

const cache = process.env["XDG_CACHE_HOME"];
/** Where the server is kept: outside the checkout, so that every checkout of a user shares it. */
export const serverFolder = path.join(
    cache === undefined || cache === "" ? path.join(os.homedir(), ".cache") : cache,
    "ipcscope",
    `vscode-${vscodeVersion}`,
);

export const serverNode = path.join(serverFolder, "node");
export const serverMain = path.join(serverFolder, "vscode", "out", "server-main.js");
