// A child that an AbortController ends.
const { spawn } = require("node:child_process");
const ac = new AbortController();
const c = spawn("sleep", ["100"], { signal: ac.signal });
c.on("error", (e) => console.log(e.name));
c.on("exit", (s, g) => console.log(s, g));
setTimeout(() => ac.abort(), 50);
