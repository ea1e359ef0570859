// Messages of fork in the format of V8.
const { fork } = require("node:child_process");
if (process.argv[2]) {
    process.on("message", (m) => {
        process.send({ got: m, map: new Map([[1, new Date(0)]]), big: 10n }, () => process.disconnect());
    });
} else {
    const c = fork(__filename, ["c"], { serialization: "advanced" });
    c.send({ a: [1, 2, "x"], s: new Set([1]) });
    c.on("message", (m) => console.log(m));
}
