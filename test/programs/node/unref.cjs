// What is unreferenced keeps nothing going: a child, a server, a timer.
const { spawn } = require("node:child_process");
const net = require("node:net");
const fs = require("node:fs");
const c = spawn("sleep", ["0.3"], { stdio: "ignore", detached: true });
c.unref();
const s = net.createServer().listen("u.sock");
s.unref();
setTimeout(() => console.log("never"), 100000).unref();
fs.readFile(__filename, (e, d) => console.log(d.length > 10));
process.on("exit", () => {
    try {
        fs.unlinkSync("u.sock");
    } catch {}
});
