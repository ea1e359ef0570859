/** Who prints into the launch's console, and how that is marked. */
import type { Writer } from "./outputMarks";
import type { TargetProcess } from "./targetProcess";

const nobody: Writer = { id: "", mark: null };

export class Writers {
    /** Those that have ended, too: what they printed may come later than the word of their end. */
    private readonly processes = new Map<number, TargetProcess>();
    private engine: number | undefined;

    isEngine(pid: number): void {
        this.engine = pid;
    }

    born(process: TargetProcess): void {
        this.processes.set(process.pid, process);
    }

    /** `pid` 0: nobody knows who. */
    of(pid: number): Writer {
        const process = this.processes.get(pid);
        if (process !== undefined) return { id: process.id, mark: `[${`${process.id} ${process.programName}`.trim()}] ` };
        // Before there are processes only the engine prints.
        if (pid === 0 || pid === this.engine || this.processes.size === 0) return nobody;
        return { id: `pid ${pid}`, mark: `[pid ${pid}] ` };
    }
}
