// A TypeScript parent and a C child, compiled on the fly, which talk over sockets and share a file.
//
// Teaches: a Node parent's pipes are the C child's descriptors 0 and 1; what the child writes into a mapped file the parent finds there.
// Watch: the numbers on their way; the file in the child's memory.
// Stop at: the line with `write`, and in mixed_child.c at its printf. The launch needs no more: each process gets its own debugger.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = mkdtempSync(path.join(tmpdir(), "mixed-"));
const program = path.join(folder, "mixed_child");
const shared = path.join(folder, "sum");
const source = process.argv[2] ?? fileURLToPath(new URL("mixed_child.c", import.meta.url));
execFileSync("cc", ["-g", "-O0", "-o", program, source]); // calls: socketpair, fork, write, shutdown, read, wait4, close
writeFileSync(shared, Buffer.alloc(8)); // calls: openat, write, close

const child = spawn(program, [shared], { stdio: ["pipe", "pipe", "inherit"] }); // calls: socketpair, fork, close; later: read, wait4, shutdown, close
child.stdin.write("3 4 5\n"); // calls: write
child.stdin.end(); // later: shutdown
child.stdout.on("data", (some) => console.log(`child: ${String(some).trim()}`)); // calls: write
child.on("close", () => {
    console.log(`parent: the file says ${readFileSync(shared).readBigInt64LE()}`); // calls: openat, read, write, close
    rmSync(folder, { recursive: true }); // calls: openat, getdents64, unlink, close
});
