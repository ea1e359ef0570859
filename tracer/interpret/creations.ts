/** The records that begin something: a process, a thread, a program. */
import { commandText } from "../model/commandText";
import { tableOf } from "../model/owners/lookups";
import type { ExecRecord, TaskRecord, TraceRecord } from "../trace/record";
import { signalsIn } from "../model/signals";
import type { ProcessStarted } from "../model/owners/processEvents";
import { childSignal } from "../syscalls/signalNames";
import { jobAtStart } from "../snapshot/kernelJob";
import type { KernelProcess } from "../trace/kernelSnapshot";
import { unknownSignals } from "../trace/kernelSnapshot";
import type { CallWords } from "./callWords";
import type { Interpretation } from "./interpretation";
import { originOf } from "./interpretation";
import type { Origin } from "./narration";
import { newNamespaceFlag } from "./pidNamespaces";
import { endOwnership } from "./futex/owners";
import { endNotifications } from "./messageNotifications";
import type { Task, TracedProcess } from "./tracedTasks";

const cloneMemory = 0x100n;
const cloneFiles = 0x400n;
const clonePidfd = 0x1000n;
const cloneHandlers = 0x800n;
const clearHandlers = 0x1_0000_0000n;
const cloneParent = 0x8000n;
const cloneUndoList = 0x40000n;
const signalMask = 0xffn; // CSIGNAL

export function createTask(interpretation: Interpretation, record: TaskRecord): void {
    if (record.tid !== record.pid) {
        createThread(interpretation, record);
        return;
    }
    const creator = interpretation.tasks.task(record.creatorTid);
    const process = interpretation.tasks.newProcess(record.pid, creator?.process, (record.cloneFlags & BigInt(newNamespaceFlag)) !== 0n);
    if (creator === undefined || !creator.process.started) startUnforked(interpretation, process, record);
    else tellForked(interpretation, creator, process, record);
}

/** A launched process is told of when it executes its program; what comes before is the recorder's own doing. */
function startUnforked(interpretation: Interpretation, process: TracedProcess, record: TaskRecord): void {
    process.directory = interpretation.directory;
    if (record.how !== "launched") tellStarted(interpretation, process, record.time, record.creatorPid, [], null);
}

/** The engine tells fork and vfork by what the kernel makes of the flags; programs may have made them with clone(2) too. */
function creationWords(call: string, flags: bigint): CallWords {
    const childExits = 17n; // SIGCHLD
    const ofFork: ReadonlySet<bigint> = new Set([childExits, 0x1200000n | childExits]);
    const ofVfork = 0x4100n | childExits;
    const isPlain = call === "fork" ? ofFork.has(flags) : call === "vfork" ? flags === ofVfork : true;
    return isPlain ? {} : { called: "clone" };
}

/** Of clone3(2) it is in a structure, and told when the call returns. */
function exitSignalOf(creator: Task, flags: bigint): number {
    return (flags & cloneParent) !== 0n ? creator.process.exitSignal : Number(flags & signalMask);
}

function tellForked(interpretation: Interpretation, creator: Task, process: TracedProcess, record: TaskRecord): void {
    process.started = true;
    process.tableKnown = true;
    creator.made = process;
    process.exitSignal = record.how === "clone" ? exitSignalOf(creator, record.cloneFlags) : childSignal;
    const first = process.tasks.get(process.pid);
    if (first !== undefined) shareUndoList(creator, first, record);
    const call = record.how === "clone" ? (creator.pending?.row.name ?? "clone") : record.how;
    const { cloneFlags } = record;
    const origin = originOf(creator, record.time, call, record.stack, creationWords(call, cloneFlags));
    const copied = interpretation.streams.copy(creator.process.id, process.id, 1);
    interpretation.narration.tell(origin, {
        kind: "processForked",
        child: process.id,
        childPid: record.pid,
        sharesDescriptors: (cloneFlags & cloneFiles) !== 0n,
        sharesMemory: (cloneFlags & cloneMemory) !== 0n,
        ...((cloneFlags & cloneHandlers) !== 0n && { handlers: "shared" }),
        ...((cloneFlags & clearHandlers) !== 0n && { handlers: "cleared" }),
        ...(copied !== undefined && (cloneFlags & cloneMemory) === 0n && { printed: copied.source }),
    });
    if ((cloneFlags & clonePidfd) !== 0n) tellPidfd(interpretation, creator, process, origin);
    if ((cloneFlags & cloneParent) === 0n) {
        creator.process.children.add(process);
        return;
    }
    const sibling = interpretation.state.processes.get(creator.process.id);
    interpretation.tasks.processById(sibling?.parent ?? "")?.children.add(process);
    interpretation.narration.tell(
        { ...origin, process: process.id, pid: process.pid, tid: process.pid, call: null, stack: 0 },
        { kind: "processReparented", parent: sibling?.parent ?? null, parentPid: sibling?.parentPid ?? 0, byClone: true },
    );
}

/**
 * The creator has it before the child runs, which with CLONE_VFORK is long before the call returns. Nobody else can have taken the
 * lowest free number if nobody shares the table.
 */
function tellPidfd(interpretation: Interpretation, creator: Task, child: TracedProcess, origin: Origin): void {
    const table = tableOf(interpretation.state, creator.process.id, creator.tid);
    if (table === undefined || table.users > 1) return;
    const newObject = { ...interpretation.identities.unseen("pidfd"), process: child.id, pid: child.pid };
    interpretation.narration.tell(origin, {
        kind: "pidfdOpened",
        fd: lowestFree(table.descriptors),
        closeOnExec: true,
        object: newObject.id,
        newObject,
        description: interpretation.identities.newDescription(),
        statusFlags: [],
    });
}

/** CLONE_SYSVSEM: one list of what SEM_UNDO noted for both. */
function shareUndoList({ undoList }: Task, created: Task, { cloneFlags }: TaskRecord): void {
    if ((cloneFlags & cloneUndoList) !== 0n) created.undoList = undoList;
}

function lowestFree(descriptors: ReadonlyMap<number, unknown>): number {
    let fd = 0;
    while (descriptors.has(fd)) fd++;
    return fd;
}

function createThread(interpretation: Interpretation, record: TaskRecord): void {
    const process = interpretation.tasks.process(record.pid);
    if (process === undefined) return;
    const task = interpretation.tasks.newTask(record.tid, process);
    const creator = interpretation.tasks.task(record.creatorTid) ?? process.tasks.get(process.pid);
    if (creator !== undefined) shareUndoList(creator, task, record);
    if (process.started && creator !== undefined) {
        interpretation.narration.tell(originOf(creator, record.time, creator.pending?.row.name ?? "clone", record.stack), {
            kind: "threadCreated",
            childTid: record.tid,
            sharesDescriptors: (record.cloneFlags & cloneFiles) !== 0n,
        });
    }
}

export function executeProgram(interpretation: Interpretation, record: ExecRecord): void {
    const process = interpretation.tasks.process(record.pid);
    if (process === undefined) return;
    const task = interpretation.tasks.keepOnly(process, record.formerTid);
    process.directory = record.directory === "" ? null : record.directory;
    process.exitSignal = childSignal;
    if (process.childSignal === "noWait") process.childSignal = "default";
    if (!process.started) {
        interpretation.launching = { process, record };
        return;
    }
    const table = tableOf(interpretation.state, process.id, task.tid);
    const marked = [...(table?.descriptors.values() ?? [])].filter(({ closeOnExec }) => closeOnExec).map(({ fd }) => fd);
    const closed = [...(task.pending?.closed ?? []), ...marked].sort((one, other) => one - other);
    const origin = originOf(task, record.time, task.pending?.row.name ?? "execve", task.pending?.stack ?? 0);
    const closes = (object: string): boolean =>
        closed.some((fd) => interpretation.state.descriptions.get(table?.descriptors.get(fd)?.description ?? "")?.object === object);
    endNotifications(interpretation, origin, "exec", closes);
    endOwnership(interpretation, task, origin);
    const unwritten = interpretation.streams.unwritten(task.process.id);
    interpretation.narration.tell(origin, {
        kind: "programExecuted",
        path: record.path,
        arguments: record.arguments,
        directory: record.directory,
        closed,
        ...(unwritten !== undefined && { unwritten }),
    });
    interpretation.streams.endAll(task.process.id);
}

/**
 * A launched process is told of with the record after its exec: that is the kernel's account of it, which knows its
 * parent. Without one the parent stays unknown.
 */
export function startLaunched(interpretation: Interpretation, next: TraceRecord): void {
    if (interpretation.launching === null) return;
    const { process, record } = interpretation.launching;
    interpretation.launching = null;
    const account = next.type === "snapshot" ? next.snapshot.processes.find((each) => each.pid === process.pid) : undefined;
    tellStarted(interpretation, process, record.time, account?.ppid ?? 0, record.arguments, record.path, {
        ...signalsAtStart(account),
        ...(next.type === "snapshot" ? jobAtStart(next.snapshot, process.pid) : null),
    });
}

/** A program begins without handlers; undefined: the kernel was not asked. */
function signalsAtStart(account: KernelProcess | undefined): Pick<ProcessStarted, "signals"> {
    const { blocked, ignored } = account?.signals ?? unknownSignals;
    return blocked === "" || ignored === "" ? {} : { signals: { blocked: signalsInMask(blocked), ignored: signalsInMask(ignored) } };
}

function signalsInMask(mask: string): readonly string[] {
    return signalsIn(BigInt(`0x${mask}`));
}

function tellStarted(
    interpretation: Interpretation,
    process: TracedProcess,
    time: number,
    parentPid: number,
    words: readonly string[],
    path: string | null,
    atStart: Pick<ProcessStarted, "signals" | "job" | "terminal"> = {},
): void {
    process.started = true;
    if (atStart.signals?.ignored.includes("SIGCHLD") === true) process.childSignal = "ignored";
    interpretation.narration.tell(
        { time, process: process.id, pid: process.pid, tid: process.pid, call: null, stack: 0 },
        {
            kind: "processStarted",
            parentPid,
            command: commandText(path ?? `process ${process.pid}`, words),
            arguments: words,
            directory: process.directory,
            ...atStart,
        },
    );
}
