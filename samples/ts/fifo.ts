// A producer and a consumer that meet in the file system: a FIFO, opened by its name in two processes.
//
// Teaches: open waits until somebody opens the other end, in a thread of Node's pool, so that the loop goes on; end of file comes when the
// last writer closes.
// Watch: the open that waits; the consumer's read returning 0.
// Stop at: the producer's writeSync.
import { execFileSync, fork } from "node:child_process";
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const given = process.argv[2];
if (given === undefined) consume();
else produce(given);

function consume(): void {
    const folder = mkdtempSync(path.join(tmpdir(), "fifo-"));
    const fifo = path.join(folder, "line");
    execFileSync("mkfifo", [fifo]); // calls: socketpair, fork, write, shutdown, read, wait4, close
    fork(fileURLToPath(import.meta.url), [fifo]).disconnect(); // calls: socketpair, fork, close; later: wait4, close
    let text = "";
    createReadStream(fifo, "utf8")
        .on("data", (some) => (text += String(some)))
        .on("close", () => {
            console.log(`consumer: ${text.trim().split("\n").length} lines`); // calls: write
            rmSync(folder, { recursive: true }); // calls: openat, getdents64, unlink, close
        });
}

function produce(fifo: string): void {
    const end = openSync(fifo, "w"); // calls: openat
    for (let line = 1; line <= 3; line++) writeSync(end, `line ${line}\n`); // calls: write
    closeSync(end); // calls: close
}
