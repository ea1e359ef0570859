// Two threads of one process: a worker with a MessageChannel, and memory that both have (SharedArrayBuffer).
//
// Teaches: messages between threads of Node go through no kernel object, only through memory. The kernel sees how one thread wakes the
// other: by an eventfd for a message, by a futex for Atomics.notify.
// Watch: both threads write through the same descriptor; "Node runtime" shows the eventfds and futexes.
// Stop at: the worker's line behind Atomics.wait.
import { writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMainThread, MessageChannel, Worker, workerData, type MessagePort } from "node:worker_threads";

if (isMainThread) {
    const number = new Int32Array(new SharedArrayBuffer(4));
    const { port1, port2 } = new MessageChannel();
    new Worker(fileURLToPath(import.meta.url), { workerData: { number, port: port2 }, transferList: [port2] });
    port1.on("message", (text) => {
        writeSync(1, `main: the worker ${text}\n`); // calls: write
        Atomics.store(number, 0, 42);
        Atomics.notify(number, 0);
    });
} else {
    const { number, port } = workerData as { number: Int32Array; port: MessagePort };
    port.postMessage("waits");
    Atomics.wait(number, 0, 0);
    writeSync(1, `worker: the number is ${Atomics.load(number, 0)}\n`); // calls: write
    port.close();
}
