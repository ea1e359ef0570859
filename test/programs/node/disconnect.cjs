// The channel of fork is cut while there are messages.
const { fork } = require("node:child_process");
if (process.argv[2]) {
    process.on("disconnect", () => {
        console.log("child gone");
    });
    process.on("message", (m) => {
        process.send(m + 1);
    });
} else {
    const c = fork(__filename, ["c"], { serialization: process.argv[3] === "x" ? "advanced" : "json" });
    c.send(1);
    c.on("message", (m) => {
        console.log(m);
        c.disconnect();
        try {
            c.send(1, (e) => console.log(e.code));
        } catch (e) {
            console.log(e.code);
        }
    });
    c.on("error", (e) => console.log(e.code));
    c.on("exit", (s) => console.log("exit", s));
}
