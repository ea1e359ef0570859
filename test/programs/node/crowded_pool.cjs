// Files, compression, cryptography and names: much more than the pool has threads.
const fs = require("node:fs");
const dns = require("node:dns");
const zlib = require("node:zlib");
const crypto = require("node:crypto");
let left = 0;
const done = () => {
    if (--left === 0) console.log("done");
};
for (let i = 0; i < 50; i++) {
    left += 4;
    fs.readFile(__filename, done);
    zlib.gzip("x".repeat(1000), done);
    crypto.pbkdf2("a", "b", 10, 8, "sha1", done);
    dns.lookup("localhost", done);
}
