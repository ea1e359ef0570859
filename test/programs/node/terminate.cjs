// Workers that are ended while they and their pool are busy.
const { Worker, isMainThread } = require("node:worker_threads");
const fs = require("node:fs");
if (isMainThread) {
    let left = 5;
    for (let i = 0; i < 5; i++) {
        const w = new Worker(__filename);
        w.on("message", () => w.terminate());
        w.on("exit", (c) => {
            if (--left === 0) console.log("all", c);
        });
    }
} else {
    require("node:worker_threads").parentPort.postMessage(1);
    const go = () => fs.readFile(__filename, go);
    for (let i = 0; i < 8; i++) go();
}
