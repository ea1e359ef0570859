// A hundred children at once, with pipes and without.
const { spawn } = require("node:child_process");
let left = 100,
    sum = 0;
for (let each = 0; each < 100; each++) {
    spawn("sh", ["-c", `exit ${each}`], { stdio: each % 2 ? "ignore" : "pipe" }).on("exit", (status) => {
        sum += status;
        if (--left === 0) console.log(sum);
    });
}
