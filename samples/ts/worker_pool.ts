// A pool of two workers that are slower than who feeds them: each gets blocks only as long as its pipe has room.
//
// Teaches: back-pressure tells who is free. A worker whose pipe is full is left alone until "drain"; the other one goes on.
// Watch: both FIFOs fill; writes to a full one fail with EAGAIN; the two take turns as they read.
// Stop at: the line with `race`.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const folder = mkdtempSync(path.join(tmpdir(), "pool-"));
const slowly = 'exec <"$0"; while head -c 32768 | grep -q x; do sleep 0.02; done; echo "a worker is done"';
const workers = ["one", "two"].map((name) => {
    const fifo = path.join(folder, name);
    execFileSync("mkfifo", [fifo]); // calls: socketpair, fork, write, shutdown, read, wait4, close
    const child = spawn("sh", ["-c", slowly, fifo], { stdio: "inherit" }); // calls: fork; later: wait4
    const pipe = new Socket({ fd: openSync(fifo, "w"), readable: false }); // calls: openat; later: close
    return { pipe, ended: once(child, "close") };
});

const block = Buffer.alloc(32 * 1024, "x");
const waiting = new Map<Socket, Promise<Socket>>();
for (let blocks = 0; blocks < 16; blocks++) {
    const free = workers.find(({ pipe }) => !waiting.has(pipe))?.pipe ?? (await Promise.race(waiting.values()));
    waiting.delete(free);
    if (!free.write(block)) waiting.set(free, once(free, "drain").then(() => free)); // calls: write; later: write
}
for (const { pipe } of workers) pipe.end();
await Promise.all(workers.map(({ ended }) => ended));
rmSync(folder, { recursive: true }); // calls: openat, getdents64, unlink, close
