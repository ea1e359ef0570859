// An echo of messages of one byte between two Node processes over a UNIX socket: node node_echo.mjs NUMBER. For test/bench/nodeEcho.ts.
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [number, address] = process.argv.slice(2);

if (address === undefined) {
    const folder = mkdtempSync(path.join(tmpdir(), "node-echo-"));
    const server = createServer((client) => client.on("data", (some) => client.write(some)));
    server.listen(path.join(folder, "socket"), () => {
        fork(fileURLToPath(import.meta.url), [number, server.address()]).on("exit", () => {
            server.close(() => rmSync(folder, { recursive: true }));
        });
    });
} else {
    let left = Number(number);
    const socket = connect(address, () => socket.write("x"));
    socket.on("data", () => {
        if (--left > 0) socket.write("x");
        else socket.end(() => process.disconnect());
    });
}
