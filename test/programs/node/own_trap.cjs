// A program with a handler for SIGTRAP, whose event loop is watched.
const fs = require("node:fs");
process.on("SIGTRAP", () => console.log("trap"));
process.kill(process.pid, "SIGTRAP");
fs.readFile(__filename, () => setTimeout(() => console.log("end"), 50));
