// A loop that V8 compiles while it runs.
const fs = require("node:fs");
let n = 0;
(async () => {
    for (let i = 0; i < 120; i++) n += (await fs.promises.readFile(__filename)).length;
    console.log(n > 0);
})();
