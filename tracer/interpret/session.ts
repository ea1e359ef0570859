/** All that the interpretation of a trace works with. */
import { tableOf } from "../model/descriptorTable";
import { openDescriptor, type OpenDescriptor } from "./descriptorLookup";
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

    /** The task with this number, if its process has begun for the reader of the events. */
    startedTask(tid: number): Task | undefined {
        const task = this.tasks.task(tid);
        return task?.process.started === true ? task : undefined;
    }

    descriptor(process: TracedProcess, fd: number): OpenDescriptor | undefined {
        return openDescriptor(this.state, process.id, fd);
    }

    /** Where a relative path begins that was given together with a directory's descriptor (openat(2)). */
    directoryOf(process: TracedProcess, fd: number): string | null {
        const currentDirectory = -100; // AT_FDCWD
        return fd === currentDirectory ? process.directory : (this.descriptor(process, fd)?.object.name ?? null);
    }

    /** The tasks whose descriptor table is the process's: its own, and with CLONE_FILES those of others. */
    *tasksWithTableOf(process: TracedProcess): Iterable<Task> {
        const table = tableOf(this.state, process.id);
        if (table === undefined || table.users < 2) {
            yield* process.tasks.values();
            return;
        }
        for (const each of this.state.processes.values()) {
            if (each.table === table.id) yield* this.tasks.processById(each.id)?.tasks.values() ?? [];
        }
    }
}

export function originOf(task: Task, time: number, call: string | null, stack: number): Origin {
    const { process, tid } = task;
    return { time, process: process.id, pid: process.pid, tid, call, stack };
}
