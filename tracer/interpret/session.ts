/** All that the interpretation of a trace works with. */
import type { OpenDescriptor } from "./descriptorLookup";
import { openDescriptor } from "./descriptorLookup";
import { Identities } from "./identities";
import { Narration, type Origin } from "./narration";
import { TracedTasks, type Task, type TracedProcess } from "./tracedTasks";
import type { SourceLookup } from "../symbols/sourceLookup";
import type { ExecRecord } from "../trace/record";
import type { ObjectId, State } from "../model/state";

export class Session {
    readonly tasks = new TracedTasks();
    readonly identities = new Identities();
    readonly narration: Narration;
    /** Whom a pidfd stands for. */
    readonly pidfds = new Map<ObjectId, TracedProcess>();
    /** Where launched programs begin. */
    directory: string | null = null;
    /** A launched process that has just executed its program. */
    launching: { readonly process: TracedProcess; readonly record: ExecRecord } | null = null;

    constructor(sources: SourceLookup) {
        this.narration = new Narration(sources);
    }

    get state(): State {
        return this.narration.state;
    }

    descriptor(process: TracedProcess, fd: number): OpenDescriptor | undefined {
        return openDescriptor(this.state, process.id, fd);
    }

    /** The tasks whose descriptor table is the process's: its own, and with CLONE_FILES those of others. */
    *tasksWithTableOf(process: TracedProcess): Iterable<Task> {
        const table = this.state.processes.get(process.id)?.table;
        if ((this.state.tables.get(table ?? "")?.users ?? 1) < 2) {
            yield* process.tasks.values();
            return;
        }
        for (const each of this.state.processes.values()) {
            if (each.table === table)
                yield* this.tasks.processById(each.id)?.tasks.values() ?? [];
        }
    }
}

export function originOf(task: Task, time: number, call: string | null, stack: number): Origin {
    const { process, tid } = task;
    return { time, process: process.id, pid: process.pid, tid, call, stack };
}
