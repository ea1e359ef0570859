// A child in a session of its own.
const { spawn } = require("node:child_process");
const c = spawn("sh", ["-c", "echo detached; exit 3"], { detached: true, stdio: ["ignore", 1, 2] });
c.on("exit", (s) => console.log(s));
