/** All that the interpretation of a trace works with. */
import type { SourceLookup } from "../symbols/sourceLookup";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import type { ExecRecord } from "../trace/record";
import type { ObjectId, ProcessId } from "../model/identities";
import type { KernelObject, KernelObjectKind } from "../model/kindTypes";
import type { TerminalName } from "../model/owners/job";
import { tableOf } from "../model/owners/lookups";
import { threadOf } from "../model/owners/process";
import type { State } from "../model/state";
import { Conversations } from "./conversations/conversations";
import type { Delivery } from "./delivery";
import { openDescriptor, type OpenDescriptor } from "./descriptorLookup";
import type { CallWords } from "./callWords";
import { FileKeys } from "./fileKeys";
import { Identities } from "./identities";
import { Narration, type Origin } from "./narration";
import type { Transfers } from "./transfers";
import { PassedMessages } from "./passedMessages";
import { RunsBetweenLooks } from "./runsBetweenLooks";
import { StdioBuffers } from "./stdioBuffers";
import { TracedTasks, type Task, type TracedProcess } from "./tracedTasks";

export class Interpretation {
    readonly tasks = new TracedTasks();
    readonly identities = new Identities();
    readonly narration: Narration;
    /** To which processes poll(2) and its like have reported an object that was ready, the last time. */
    readonly reportedTo = new Map<ObjectId, readonly ProcessId[]>();
    /** Masters of pseudoterminals, with the terminals at their other ends. */
    readonly masters = new Map<ObjectId, TerminalName>();
    /** Objects whose reads bring descriptors. */
    readonly deliveries = new Map<ObjectId, Delivery>();
    /** Messages with descriptors that nobody has received yet, the oldest first. */
    readonly passed = new PassedMessages();
    readonly fileKeys = new FileKeys();
    readonly streams = new StdioBuffers();
    readonly runs = new RunsBetweenLooks();
    readonly conversations = new Conversations();
    /** Where launched programs begin. */
    directory: string | null = null;
    /** A launched process that has just executed its program. */
    launching: { readonly process: TracedProcess; readonly record: ExecRecord } | null = null;

    /** The kernel's first account, taken when the first program had just begun. */
    firstAccount: KernelSnapshot | null = null;

    constructor(
        readonly sources: SourceLookup,
        private readonly transfersOfKind: (kind: KernelObjectKind) => Transfers<KernelObject>,
    ) {
        this.narration = new Narration(sources);
    }

    /** As it is at this moment: for asking, not for keeping. */
    get state(): State {
        return this.narration.now;
    }

    /** What reading and writing this object mean. */
    transfersOf(object: KernelObject): Transfers<KernelObject> {
        return this.transfersOfKind(object.kind);
    }

    /** The task with this number, if its process has begun for the reader of the events. */
    startedTask(tid: number): Task | undefined {
        const task = this.tasks.task(tid);
        return task?.process.started === true ? task : undefined;
    }

    /** What a number stands for in the thread's descriptor table. */
    descriptor(task: Pick<Task, "tid" | "process">, fd: number): OpenDescriptor | undefined {
        return openDescriptor(this.state, task.process.id, task.tid, fd);
    }

    /** Where a relative path begins that was given together with a directory's descriptor (openat(2)). */
    directoryOf(task: Task, fd: number): string | null {
        const currentDirectory = -100; // AT_FDCWD
        return fd === currentDirectory ? task.process.directory : (this.descriptor(task, fd)?.object.name ?? null);
    }

    /** The tasks that have the same descriptor table: with CLONE_FILES also those of other processes. */
    *tasksWithTableOf(task: Task): Iterable<Task> {
        const table = tableOf(this.state, task.process.id, task.tid);
        if (table === undefined) return;
        const processes = table.users <= task.process.tasks.size ? [task.process] : this.tasks.living();
        for (const process of processes) {
            const state = this.state.processes.get(process.id);
            for (const each of process.tasks.values()) if (threadOf(state, each.tid)?.table === table.id) yield each;
        }
    }
}

export function isInHandler({ state }: Interpretation, { process, tid }: Task): boolean {
    const handlers = state.processes.get(process.id)?.threads.get(tid)?.signals.handlers;
    return handlers !== undefined && handlers.length > 0;
}

export function originOf(task: Task, time: number, call: string | null, stack: number, words: CallWords = {}): Origin {
    const { process, tid } = task;
    return { time, process: process.id, pid: process.pid, tid, call, words, stack };
}
