// Broken: a child whose input never ends.
//
// The mistake: the parent has written all that it had to say, and keeps its end open; wc waits for more.
// Watch: wc waits in read(0): its socket is empty, and the parent's descriptor could still write.
// The cure: child.stdin.end().
// After a second the parent gives up.
import { spawn } from "node:child_process";

const child = spawn("wc", ["-c"], { stdio: ["pipe", "inherit", "inherit"] }); // calls: socketpair, fork, close; later: wait4, close
child.stdin.write("all that there is\n"); // calls: write
setTimeout(() => {
    console.log("parent: wc still waits"); // calls: write
    child.kill(); // calls: kill
}, 1000);
