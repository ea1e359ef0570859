// A parent that has more to say than its child can take: back-pressure.
//
// Teaches: when the socket to the child is full, write() returns false, and Node keeps the rest in its own memory; who waits for "drain"
// keeps that small.
// Watch: the socket fills; the parent's write fails with EAGAIN, and the loop waits until the socket takes more.
// Stop at: the line after `await`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mark } from "./mark.ts";

const slow = spawn("sh", ["-c", "sleep 0.2; wc -c"], { stdio: ["pipe", "inherit", "inherit"] }); // calls: socketpair, fork, close; later: wait4, close
const block = Buffer.alloc(64 * 1024, "x");
for (let each = 0; each < 16; each++) {
    if (slow.stdin.write(block)) continue; // calls: write; later: write
    mark(`full after ${each + 1} blocks`);
    await once(slow.stdin, "drain");
}
slow.stdin.end(); // later: shutdown
