/** Records a program as in a terminal that a user has just opened: it has three descriptors. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bin } from "../../../package.json";
import { interpretTrace } from "../../../tracer/cli/interpretTrace";
import type { Event } from "../../../tracer/model/event";

const root = path.resolve(__dirname, "../../..");

/** What whoever started us has left open would be in the picture. */
const closeOthers = 'for fd in /proc/self/fd/*; do fd=${fd##*/}; [[ $fd -gt 2 ]] && eval "exec $fd>&-"; done';

/** `program`: a program of a folder with a Makefile, by its path below the root without the "build" that it stands in. */
export async function recordInTerminal(program: string): Promise<readonly Event[]> {
    const { dir, base } = path.parse(program);
    const cwd = path.join(root, dir);
    const folder = mkdtempSync(path.join(tmpdir(), "ipcscope-"));
    const trace = path.join(folder, `${base}.ipctrace`);
    try {
        execFileSync("make", ["-s", `build/${base}`], { cwd, stdio: ["ignore", "ignore", "inherit"] });
        const record = `exec '${path.join(root, bin.ipcscope)}' record -o '${trace}' -- ./build/${base}`;
        // script(1) makes the terminal.
        execFileSync("script", ["-qec", `${closeOthers}; ${record}`, "/dev/null"], {
            cwd,
            env: { ...process.env, SHELL: "/bin/bash" },
            stdio: ["ignore", "ignore", "inherit"],
        });
        const events: Event[] = [];
        for await (const record of interpretTrace(trace)) events.push(...record.events);
        return events;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
