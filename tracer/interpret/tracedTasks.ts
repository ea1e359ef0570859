/** The threads and processes behind the numbers of the records, which the kernel uses again. */
import type { CallBlocked } from "../model/owners/call";
import type { Suspension } from "../model/owners/process";
import type { ObjectId, ProcessId } from "../model/identities";
import type { CallWords } from "./callWords";
import type { Capture, HeldWord, Word } from "../trace/record";
import { enterNamespace, newNamespace, recordersNamespace, type PidNamespace } from "./pidNamespaces";
import { childSignal } from "../syscalls/signalNames";
import type { Syscall } from "../syscalls/table";

/** A call that was entered and has not returned. */
export interface PendingCall {
    readonly row: Syscall;
    readonly words: CallWords;
    readonly args: readonly Word[];
    readonly captures: readonly Capture[];
    readonly stack: number;
    readonly blocked: Pick<CallBlocked, "fd" | "object" | "also" | "awaits"> | null;
    /** seq of the last event before it. */
    readonly began: number;
    /** What it closes was told already, since its effect was seen before its return. */
    done?: true;
    /** Of the messages of a sendmsg, how many were told since somebody had received them before it returned. */
    passed?: number;
    /** Of an execve: descriptors of which that holds. */
    closed?: readonly number[];
}

export interface InterruptedCall {
    readonly result: number;
    /** It fails with EINTR: for want of SA_RESTART, or since it is never made again. */
    tellEndedByHandler(why: "flag" | "never"): void;
    /** For SA_RESTART, or since it always is. */
    tellMadeAgain(why: "flag" | "always"): void;
}

export interface Task {
    readonly tid: number;
    readonly process: TracedProcess;
    pending: PendingCall | null;
    /** Ended by a signal whose delivery will show whether it fails or is made again. */
    interrupted: InterruptedCall | null;
    /** What poll(2) or its like has reported to it, and it has not got anything from since. */
    readonly reported: Set<ObjectId>;
    /** A call has replaced its signal mask. */
    maskReplaced: boolean;
    /** CLONE_CHILD_CLEARTID: where its number stands until it ends; null: nowhere, as far as is known. */
    numberAt: bigint | null;
    /** What was in its list of robust mutexes when it was about to end. */
    held: readonly HeldWord[];
    /** The process that it made last. */
    made: TracedProcess | null;
    /** Its list of what SEM_UNDO noted, which CLONE_SYSVSEM shares (semop(2)). */
    undoList: string;
}

/** What the interpreter must remember of a process, beyond what the state shows. */
export interface TracedProcess {
    readonly id: ProcessId;
    readonly pid: number;
    readonly tasks: Map<number, Task>;
    /** Those that have it as their parent, until they are reaped or given away. */
    children: Set<TracedProcess>;
    /** Its processStarted or processForked was told. */
    started: boolean;
    /** Its descriptors are known since its start, or were read from a snapshot. */
    tableKnown: boolean;
    /** Where relative paths begin; null: unknown. */
    directory: string | null;
    /** What its parent is sent when it ends (clone(2)): 0 for nothing. */
    exitSignal: number;
    /** SIGCHLD is ignored, or SA_NOCLDWAIT is set for it: its children leave no zombies (wait(2)). */
    childSignal: "default" | "ignored" | "noWait";
    /** Without SA_NOCLDSTOP for SIGCHLD. */
    hearsOfStops: boolean;
    /** PR_SET_CHILD_SUBREAPER: orphans below it become its children. */
    subreaper: boolean;
    exited: boolean;
    /** It is dead, and its parent of that moment was told. */
    buried: boolean;
    /** The stop signal that it was given last. */
    stopSignal: Suspension | null;
    /** Somebody was stopped in its process group when that was orphaned. */
    orphanedGroup: boolean;
    readonly namespace: PidNamespace<TracedProcess>;
    /** Where its children begin: after unshare(CLONE_NEWPID) not its own. */
    childrenNamespace: PidNamespace<TracedProcess>;
}

export class TracedTasks {
    private readonly tasks = new Map<number, Task>();
    /** By the number that it had: the last thread of those that have ended. */
    private readonly ended = new Map<number, Task>();
    private readonly processes = new Map<number, TracedProcess>();
    private readonly byId = new Map<ProcessId, TracedProcess>();
    private undoLists = 0;

    private readonly namespace = recordersNamespace<TracedProcess>();

    task(tid: number): Task | undefined {
        return this.tasks.get(tid);
    }

    /** The thread that had the number last and has ended; the number may stand for another since, which is not traced. */
    endedTask(tid: number): Task | undefined {
        return this.tasks.has(tid) ? undefined : this.ended.get(tid);
    }

    process(pid: number): TracedProcess | undefined {
        return this.processes.get(pid);
    }

    processById(id: ProcessId): TracedProcess | undefined {
        return this.byId.get(id);
    }

    get first(): TracedProcess | undefined {
        return this.byId.get("p1");
    }

    /** Processes that have not ended. */
    living(): readonly TracedProcess[] {
        return [...this.byId.values()].filter(({ exited }) => !exited);
    }

    /** The process that has this number for another one. */
    seenBy({ namespace: { numbers } }: TracedProcess, pid: number): TracedProcess | undefined {
        return numbers === null ? this.process(pid) : numbers.get(pid);
    }

    newProcess(pid: number, parent: TracedProcess | undefined, inNewNamespace: boolean): TracedProcess {
        const namespace = inNewNamespace ? newNamespace<TracedProcess>() : (parent?.childrenNamespace ?? this.namespace);
        const process: TracedProcess = {
            id: `p${this.byId.size + 1}`,
            pid,
            tasks: new Map(),
            children: new Set(),
            started: false,
            tableKnown: false,
            directory: parent?.directory ?? null,
            exitSignal: childSignal,
            childSignal: parent?.childSignal ?? "default",
            hearsOfStops: parent?.hearsOfStops ?? true,
            subreaper: false,
            exited: false,
            buried: false,
            stopSignal: null,
            orphanedGroup: false,
            namespace,
            childrenNamespace: namespace,
        };
        enterNamespace(namespace, process);
        this.processes.set(pid, process);
        this.byId.set(process.id, process);
        this.newTask(pid, process);
        return process;
    }

    newTask(tid: number, process: TracedProcess): Task {
        const undoList = this.newUndoList();
        const task: Task = {
            tid,
            process,
            pending: null,
            interrupted: null,
            reported: new Set(),
            maskReplaced: false,
            numberAt: null,
            held: [],
            made: null,
            undoList,
        };
        this.tasks.set(tid, task);
        process.tasks.set(tid, task);
        return task;
    }

    newUndoList(): string {
        this.undoLists += 1;
        return `undo${this.undoLists}`;
    }

    /** Whether another thread has the same list of what SEM_UNDO noted. */
    sharesUndoList(task: Task): boolean {
        for (const other of this.tasks.values()) if (other !== task && other.undoList === task.undoList) return true;
        return false;
    }

    remove(task: Task): void {
        task.process.tasks.delete(task.tid);
        if (this.tasks.get(task.tid) === task) this.tasks.delete(task.tid);
        this.ended.set(task.tid, task);
    }

    /** exec: one thread is left, under the number of the process, in the call of the thread that made it. */
    keepOnly(process: TracedProcess, formerTid: number): Task {
        const former = process.tasks.get(formerTid);
        for (const task of [...process.tasks.values()]) this.remove(task);
        const task = this.newTask(process.pid, process);
        task.pending = former?.pending ?? null;
        if (former !== undefined) task.undoList = former.undoList;
        return task;
    }
}
