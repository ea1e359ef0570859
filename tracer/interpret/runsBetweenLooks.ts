/** Who ran since somebody last looked into shared memory, with what in its memory: nobody else can have stored there without a call. */
import type { ObjectId, ProcessId } from "../model/identities";
import type { State } from "../model/state";
import { syscallByNumber } from "../syscalls/table";
import type { TraceRecord } from "../trace/record";
import type { TracedTasks } from "./tracedTasks";

/** Calls that may take a mapping away, beside the end of a process and exec. */
const takers: ReadonlySet<string> = new Set(["shmdt", "munmap", "mmap", "mremap", "shmat", "execve", "execveat"]);

export class RunsBetweenLooks {
    /** With what it had in its memory and may have lost. */
    private readonly ran = new Map<ProcessId, Set<ObjectId>>();
    private hasLooked = false;
    private stopIsNext = false;

    /** Before a record is read: what it may take from a process is remembered. */
    before(record: TraceRecord, state: State, tasks: TracedTasks): void {
        if (this.ran.size === 0 || !mayTake(record)) return;
        const process = processOf(record, tasks);
        const had = this.ran.get(process ?? "");
        if (process === undefined || had === undefined) return;
        for (const object of mappedBy(state, process)) had.add(object);
    }

    /** After it was read. */
    after(record: TraceRecord, state: State, tasks: TracedTasks): void {
        if (record.type === "contents" || (record.type === "stop" && this.stopIsNext)) {
            this.ran.clear();
            this.hasLooked = true;
        }
        this.stopIsNext = record.type === "contents";
        if (!this.hasLooked) return;
        if (record.type === "contents" || record.type === "stop" || record.type === "resume") {
            for (const id of state.processes.keys()) this.note(id, state);
        } else {
            const process = processOf(record, tasks);
            if (process !== undefined) this.note(process, state);
        }
    }

    private note(id: ProcessId, state: State): void {
        if (!this.ran.has(id) && state.processes.get(id)?.state === "running") this.ran.set(id, new Set());
    }

    /** In the order in which they began; null: nobody had looked before. */
    with(object: ObjectId, state: State): readonly ProcessId[] | null {
        if (!this.hasLooked) return null;
        const has = ([id, had]: readonly [ProcessId, ReadonlySet<ObjectId>]): boolean =>
            had.has(object) || mappedBy(state, id).includes(object);
        const who = new Set([...this.ran].filter(has).map(([id]) => id));
        return [...state.processes.keys()].filter((id) => who.has(id));
    }
}

function mayTake(record: TraceRecord): boolean {
    if (record.type === "exiting" || record.type === "exited" || record.type === "exec") return true;
    return (record.type === "call" || record.type === "exit") && takers.has(syscallByNumber(record.nr)?.name ?? "");
}

function mappedBy(state: State, id: ProcessId): readonly ObjectId[] {
    const process = state.processes.get(id);
    const space = process?.exit === null ? state.spaces.get(process.space) : undefined;
    return [...(space?.mappings.values() ?? [])].map(({ object }) => object);
}

/** Whom a record is about. */
function processOf(record: TraceRecord, tasks: TracedTasks): ProcessId | undefined {
    if ("pid" in record) return tasks.process(record.pid)?.id;
    return "tid" in record ? tasks.task(record.tid)?.process.id : undefined;
}
