// A child that is killed outright while its pool is busy.
const { fork } = require("node:child_process");
const fs = require("node:fs");
if (process.argv[2]) {
    setInterval(() => fs.readFile(__filename, () => {}), 1);
    process.send("up");
} else {
    const c = fork(__filename, ["c"]);
    c.on("message", () => c.kill("SIGKILL"));
    c.on("exit", (s, g) => console.log(s, g));
}
