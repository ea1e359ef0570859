// An echo server and three clients over a UNIX socket.
//
// Teaches: listen makes a name in the file system; each connection is a socket of its own; one process serves all of them with one loop.
// Watch: the listening socket with its clients in the backlog; the server's descriptors as clients come and go; the name is removed at close.
// Stop at: the line that writes back.
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const address = process.argv[2];
if (address === undefined) serve();
else ask(address);

function serve(): void {
    const folder = mkdtempSync(path.join(tmpdir(), "echo-"));
    const name = path.join(folder, "socket");
    const server = createServer((client) => {
        client.on("data", (some) => client.write(some)); // calls: write
    });
    server.listen(name, () => { // calls: socket, bind, listen; later: accept4, read, shutdown, close
        let clients = 3;
        for (let each = 1; each <= 3; each++) {
            const client = fork(fileURLToPath(import.meta.url), [name, String(each)]); // calls: socketpair, fork, close; later: recvmsg, wait4, close
            client.on("exit", () => {
                if (--clients > 0) return;
                server.close(() => rmSync(folder, { recursive: true })); // calls: unlink, close
            });
        }
    });
}

function ask(name: string): void {
    const who = process.argv[3];
    const socket = connect(name, () => socket.write(`hello from ${who}\n`)); // calls: socket, connect, write; later: read, close
    socket.on("data", (answer) => {
        console.log(`client ${who}: ${String(answer).trim()}`); // calls: write
        socket.end(); // later: shutdown
        process.disconnect();
    });
}
