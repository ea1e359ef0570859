// An exception that nobody catches, thrown behind a read of the pool, while a child waits for its input.
const { spawn } = require("node:child_process");
const fs = require("node:fs");
process.on("exit", (c) => console.log("exit", c));
spawn("cat", { stdio: ["pipe", "inherit", "inherit"] }).stdin.write("x\n");
fs.readFile(__filename, () => {
    throw new Error("boom");
});
