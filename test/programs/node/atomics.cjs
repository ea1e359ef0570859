// A worker that waits in Atomics.wait for what comes behind a read of the pool.
const { Worker, isMainThread, workerData } = require("node:worker_threads");
const fs = require("node:fs");
if (isMainThread) {
    const a = new Int32Array(new SharedArrayBuffer(8));
    const w = new Worker(__filename, { workerData: a });
    fs.promises.readFile(__filename).then(() => {
        Atomics.store(a, 0, 1);
        Atomics.notify(a, 0);
    });
    w.on("exit", () => console.log(a[1]));
} else {
    console.log(Atomics.wait(workerData, 0, 0) !== "timed-out");
    workerData[1] = 9;
}
