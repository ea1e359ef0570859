// process.exit while threads of the pool work, and with a child at its channel.
const fs = require("node:fs");
const { fork } = require("node:child_process");
if (process.argv[2]) {
    process.send("hello");
    process.on("message", () => {});
} else {
    for (let i = 0; i < 20; i++) fs.readFile(__filename, () => {});
    fs.writeFile("/dev/null", "x".repeat(1e6), () => {});
    const c = fork(__filename, ["child"]);
    c.on("message", (m) => {
        console.log(m);
        process.exit(7);
    });
}
