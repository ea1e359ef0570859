/** A trace of `echo hello | cat`, made with the engine: two processes, a pipe, and a read that waits for nobody knows how long. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const root = path.resolve(__dirname, "../..");

export class RecordedTrace {
    readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-trace-"));
    readonly file = path.join(this.folder, "hello.ipctrace");

    /** `command`: for the shell. */
    constructor(command = "echo hello | cat") {
        execFileSync(path.join(root, "dist/ipcscope"), ["record", "-o", this.file, "--", "sh", "-c", command], {
            stdio: ["ignore", "pipe", "inherit"],
        });
    }

    remove(): void {
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}
