// ls | wc -l with two children: what `stdio: "pipe"` really is, and who copies the bytes.
//
// Teaches: Node's pipes to children are pairs of connected sockets, not pipes; the parent stands between the two children, and ends wc's
// input by closing its own end.
// Watch: two socket pairs; what ls writes goes to the parent, and from there to wc.
// Stop at: the line with `end`, and see wc waiting in read(0).
import { spawn } from "node:child_process";

const ls = spawn("ls", ["/etc"], { stdio: ["ignore", "pipe", "inherit"] }); // calls: socketpair, fork, close; later: read, wait4, shutdown, close
const wc = spawn("wc", ["-l"], { stdio: ["pipe", "inherit", "inherit"] }); // calls: socketpair, fork, close; later: wait4, close

ls.stdout.on("data", (some: Buffer) => wc.stdin.write(some)); // calls: write
ls.stdout.on("end", () => wc.stdin.end()); // later: shutdown
wc.on("close", (status) => (process.exitCode = status ?? 1));
