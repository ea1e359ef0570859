// A parent and a child that Node started as a pair: process.send in both directions.
//
// Teaches: the channel of child_process.fork is a socket pair, on which each message is a line of JSON; the child finds its end by the
// variable NODE_CHANNEL_FD.
// Watch: the messages in the sockets: {"square":7}, {"result":49}; disconnect() is what lets both end.
// Stop at: the line of the child's process.send.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

if (process.send === undefined) {
    const child = fork(fileURLToPath(import.meta.url)); // calls: socketpair, fork, close; later: recvmsg, wait4, close
    const numbers = [7, 12, 30];
    child.on("message", ({ result }: { result: number }) => {
        console.log(`parent: ${result}`); // calls: write
        const next = numbers.shift();
        if (next === undefined) child.disconnect();
        else child.send({ square: next }); // calls: write
    });
    child.send({ square: 3 }); // calls: write
} else {
    process.on("message", ({ square }: { square: number }) => { // later: recvmsg, close
        process.send?.({ result: square * square }); // calls: write
    });
}
