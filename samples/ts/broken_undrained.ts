// Broken: a child whose output nobody reads.
//
// The mistake: the child's standard output is a socket to the parent, who never listens to it. When it is full, the child waits for ever.
// Watch: the child waits in write(1); the socket is full; the parent could end that, and does not.
// The cure: child.stdout.resume(), or "ignore" in place of "pipe".
// After two seconds the parent gives up.
import { spawn } from "node:child_process";

const child = spawn("sh", ["-c", "head -c 1000000 /dev/zero; echo done >&2"], { stdio: ["ignore", "pipe", "inherit"], detached: true }); // calls: socketpair, fork, close; later: read, wait4
child.stdout.pause();
setTimeout(() => {
    console.log("parent: the child still waits"); // calls: write
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM"); // calls: kill
    child.stdout.destroy(); // calls: close
}, 2000);
