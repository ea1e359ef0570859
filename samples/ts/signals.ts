// A child that is sent SIGUSR2 and ends well at SIGTERM.
//
// Teaches: a handler of Node's does not run when the signal arrives: libuv's handler writes into a pipe, and the loop calls the listener
// later, so several signals of one kind may be told as one.
// Watch: the signal on its way, the handler of libuv, then the listener's write.
// Stop at: the listener of SIGUSR2.
import { fork } from "node:child_process";
import { writeSync } from "node:fs";
import { fileURLToPath } from "node:url";

if (process.send === undefined) {
    const child = fork(fileURLToPath(import.meta.url)); // calls: socketpair, fork, close; later: recvmsg, wait4, close
    child.on("message", (text) => child.kill(text === "ready" ? "SIGUSR2" : "SIGTERM")); // calls: kill
    child.on("exit", (status, signal) => console.log(`parent: the child ended with ${status ?? signal}`)); // calls: write
} else {
    process.on("SIGUSR2", () => { // calls: rt_sigaction
        writeSync(1, "child: SIGUSR2\n"); // calls: write
        process.send?.("counted"); // calls: write
    });
    process.on("SIGTERM", () => { // calls: rt_sigaction
        writeSync(1, "child: SIGTERM\n"); // calls: write
        process.exit(3);
    });
    process.channel?.ref(); // Nothing else would keep the loop going.
    process.send("ready"); // calls: write
}
