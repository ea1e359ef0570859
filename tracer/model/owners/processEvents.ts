/** The life of processes: how they begin, execute programs, end, and are waited for. */
import { commandText } from "../commandText";
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { ObjectId, ProcessId } from "../identities";
import { kindOfId } from "../kinds/kinds";
import type { Look } from "../look";
import { leaveObjects } from "../objects";
import type { SourceLocation } from "../sourceLocation";
import type { State } from "../state";
import { count, firstOf, nameOf, said } from "../words";
import type { DescriptorTable } from "./descriptorTable";
import { copyTable, beginTable, leaveTable, removeDescriptor, shareTable, unshareTable } from "./changeTable";
import { mainTable } from "./lookups";
import type { OwnerEvents } from "./ownerEvent";
import { unknownJob, type Job, type Terminal } from "./job";
import { newThread, settleState, threadOf, type ExitStatus, type Process } from "./process";
import { signalSet } from "../signals";
import { signalsAfterExec, signalsOfChild } from "./changeSignals";
import { threadSignalsOfFork, unknownProcessSignals, unknownThreadSignals, type ProcessSignals, type ThreadSignals } from "./signalState";
import { beginSpace, copySpace, leaveSpace, shareSpace } from "./changeSpace";
import { abandonCalls } from "./threadEvents";

/** Launched, or found when attaching. */
export interface ProcessStarted extends EventBase {
    readonly kind: "processStarted";
    readonly parentPid: number;
    readonly command: string;
    readonly arguments: readonly string[];
    readonly directory: string | null;
    /** What it has from who started it; absent: not known. */
    readonly signals?: { readonly blocked: readonly string[]; readonly ignored: readonly string[] };
    /** Absent: not known. */
    readonly job?: Job;
    /** Its controlling terminal at that moment. */
    readonly terminal?: Terminal;
}

/** fork, vfork, clone or clone3, by what it shares. */
export interface ProcessForked extends EventBase {
    readonly kind: "processForked";
    readonly child: ProcessId;
    readonly childPid: number;
    readonly sharesDescriptors: boolean;
    readonly sharesMemory: boolean;
    /** CLONE_SIGHAND, CLONE_CLEAR_SIGHAND: what becomes of its dispositions, of which it has a copy otherwise. */
    readonly handlers?: "shared" | "cleared";
    /** The line that began to fill the buffer of its standard output, which the child has a copy of (stdio(3)). */
    readonly printed?: SourceLocation;
}

/** What a process has printed into the buffer of a stream (stdio(3)), and not written. */
export interface Unwritten {
    readonly fd: number;
    /** The line that began to fill the buffer. */
    readonly source: SourceLocation;
}

export interface ProgramExecuted extends EventBase {
    readonly kind: "programExecuted";
    readonly path: string;
    readonly arguments: readonly string[];
    readonly directory: string | null;
    /** Descriptors closed because of close-on-exec. */
    readonly closed: readonly number[];
    /** It is gone with its memory. */
    readonly unwritten?: Unwritten;
}

export interface ProgramExecutionFailed extends EventBase {
    readonly kind: "programExecutionFailed";
    readonly path: string;
    readonly error: string;
}

/** The process has given up its descriptors; it is a zombie until reaped. */
export interface ProcessExited extends EventBase {
    readonly kind: "processExited";
    readonly exit: ExitStatus;
    /** Absent: nothing. */
    readonly left?: LeftBehind;
    readonly unwritten?: Unwritten;
}

export interface LeftBehind {
    /** What nobody else can read. */
    readonly unread: readonly { readonly object: ObjectId; readonly bytes: number }[];
    /** Children that have ended and for which it never waited. */
    readonly zombies: readonly ProcessId[];
    /** Children that go on. */
    readonly orphans: readonly ProcessId[];
}

export type ProcessEvent = ProcessStarted | ProcessForked | ProgramExecuted | ProgramExecutionFailed | ProcessExited;

const newborn: Pick<Process, "state" | "exit" | "uses" | "stop" | "suspended" | "frozen" | "executed" | "orphaned" | "last"> = {
    state: "running",
    exit: null,
    uses: new Map(),
    stop: null,
    suspended: null,
    frozen: false,
    executed: 0,
    orphaned: false,
    last: null,
};

function start(draft: Draft, event: ProcessStarted): void {
    if (event.terminal !== undefined) draft.setTerminal(event.terminal);
    draft.add({
        ...newborn,
        uses: new Map(),
        id: event.process,
        pid: event.pid,
        parent: null,
        parentPid: event.parentPid,
        command: event.command,
        arguments: event.arguments,
        space: beginSpace(draft, event.seq),
        threads: new Map([[event.pid, newThread(event.pid, beginTable(draft, event.seq), startedThreadSignals(event))]]),
        signals: startedSignals(event),
        job: event.job ?? unknownJob,
        bornAt: event.seq,
    });
}

function startedThreadSignals({ signals }: ProcessStarted): ThreadSignals {
    return signals === undefined ? unknownThreadSignals : { ...unknownThreadSignals, blocked: signalSet(signals.blocked), pending: [] };
}

function startedSignals({ signals, seq }: ProcessStarted): ProcessSignals {
    const unknown = unknownProcessSignals(seq);
    if (signals === undefined) return unknown;
    return {
        ...unknown,
        actions: new Map(signals.ignored.map((signal) => [signal, "ignored"])),
        otherwise: "default",
        ignoredAtStart: signalSet(signals.ignored),
        pending: [],
    };
}

function fork(draft: Draft, event: ProcessForked): void {
    const parent = draft.now.processes.get(event.process);
    const creator = threadOf(parent, event.tid);
    if (parent === undefined || creator === undefined) return;
    const { table, signals } = creator;
    const childTable = event.sharesDescriptors ? shareTable(draft, table) : copyTable(draft, table, event);
    draft.add({
        ...newborn,
        uses: new Map(),
        id: event.child,
        pid: event.childPid,
        parent: parent.id,
        parentPid: parent.pid,
        command: parent.command,
        arguments: parent.arguments,
        space: event.sharesMemory ? shareSpace(draft, parent.space) : copySpace(draft, parent.space, event),
        threads: new Map([[event.childPid, newThread(event.childPid, childTable, threadSignalsOfFork(signals))]]),
        signals: signalsOfChild(parent.signals, event.handlers, event.seq),
        ...(parent.inspector !== undefined && { inspector: parent.inspector }),
        job: parent.job,
        bornAt: event.seq,
    });
}

/** exec(2): one thread is left, table and address space are the process's own, and close-on-exec descriptors are closed. */
function execute(draft: Draft, event: ProgramExecuted): void {
    const process = draft.process(event.process);
    if (process === undefined) return;
    abandonCalls(draft, process);
    const caller = threadOf(process, event.tid);
    for (const thread of process.threads.values()) if (thread !== caller) leaveTable(draft, thread.table);
    const table = caller === undefined ? beginTable(draft, event.seq) : unshareTable(draft, caller.table, event.seq);
    for (const fd of event.closed) removeDescriptor(draft, table, fd, event.seq);
    leaveSpace(draft, process.space, event);
    process.space = beginSpace(draft, event.seq);
    const { blocked, pending } = caller?.signals ?? unknownThreadSignals;
    process.threads = new Map([[process.pid, newThread(process.pid, table, { ...unknownThreadSignals, blocked, pending })]]);
    process.signals = signalsAfterExec(process.signals, event.seq);
    leaveObjects(draft, process);
    process.command = commandText(event.path, event.arguments);
    process.arguments = [...event.arguments];
    process.executed += 1;
    settleState(process);
}

function exit(draft: Draft, event: ProcessExited): void {
    const process = draft.process(event.process);
    if (process === undefined || process.exit !== null) return;
    abandonCalls(draft, process);
    for (const thread of process.threads.values()) leaveTable(draft, thread.table);
    leaveSpace(draft, process.space, event);
    process.threads.clear();
    leaveObjects(draft, process);
    // Whoever started the recording reaps at once; inside the trace, the parent decides.
    process.state = process.parent === null ? "exited" : "zombie";
    process.exit = event.exit;
    process.stop = null;
    process.suspended = null;
    process.frozen = false;
}

export function exitText(exit: ExitStatus): string {
    return "code" in exit ? `exit code ${exit.code}` : `the signal ${exit.signal}`;
}

/** "3 bytes in pipe1 are left unread": nobody else can read them. */
function leftText(left: LeftBehind | undefined, look: Look): string {
    if (left === undefined) return "";
    const unread = left.unread.map(
        ({ object, bytes }) => `; ${count(bytes, "byte")} in ${look.name(object)} ${bytes === 1 ? "is" : "are"} left unread`,
    );
    const zombies = left.zombies.length === 0 ? [] : [`; it never waited for ${firstOf(left.zombies)}`];
    const orphans =
        left.orphans.length === 0 ? [] : [`; ${firstOf(left.orphans)} ${left.orphans.length === 1 ? "goes" : "go"} on without it`];
    return [...unread, ...zombies, ...orphans].join("");
}

/** What close-on-exec closed: "descriptors 3 (pipe1) and 4 (pipe1)". */
function closedText({ closed }: ProgramExecuted, table: DescriptorTable | undefined, state: State, look: Look): string {
    if (closed.length === 0) return "";
    const names = closed.map((fd) => {
        const object = table?.closed.get(fd)?.object;
        return object === undefined || !state.objects.has(object) ? String(fd) : `${fd} (${look.name(object)})`;
    });
    return `; close-on-exec closed ${closed.length === 1 ? "descriptor" : "descriptors"} ${firstOf(names)}`;
}

/** What the new program has, and what the loss of the others means to those who use the objects. */
function consequencesOfExec({ closed }: ProgramExecuted, table: DescriptorTable | undefined, state: State, look: Look): string {
    const open = [...(table?.descriptors.keys() ?? [])].map(String);
    const stay =
        open.length === 0
            ? "No descriptor stays"
            : open.length === 1
              ? `Descriptor ${firstOf(open)} stays`
              : `Descriptors ${firstOf(open)} stay`;
    const objects = new Set(closed.map((fd) => table?.closed.get(fd)?.object ?? "").filter((id) => state.objects.has(id)));
    const consequences = [...objects].flatMap((id) => kindOfId(id)?.released?.(state.objects.get(id), look) ?? []);
    return [`${stay} open in the new program.`, ...consequences].join(" ");
}

export const processEvents: OwnerEvents<ProcessEvent> = {
    processStarted: { becomes: start, telling: true, says: (event) => said(`${event.process} runs ${event.command}.`) },
    processForked: {
        becomes: fork,
        telling: true,
        says(event, state) {
            const what = event.sharesMemory ? `which shares the memory of ${event.process}` : `a copy of ${event.process}`;
            const text = `${nameOf(event, "fork")} made ${event.child}, ${what}.`;
            if (event.sharesDescriptors) return said(text, "Both use one descriptor table: what one opens or closes, the other sees.");
            const child = state.processes.get(event.child);
            const number = (child === undefined ? undefined : mainTable(state, child))?.descriptors.size ?? 0;
            const copy = `${event.child} has a copy of the descriptor table: its ${count(number, "descriptor")} and those of ${event.process} share their open file descriptions.`;
            const waits = `${event.process} waits until ${event.child} executes a program or exits.`;
            return said(text, event.call === "vfork" ? `${copy} ${waits}` : copy);
        },
    },
    programExecuted: {
        becomes: execute,
        telling: true,
        says(event, state, look) {
            const process = state.processes.get(event.process);
            const table = process === undefined ? undefined : mainTable(state, process);
            const command = commandText(event.path, event.arguments);
            const closed = closedText(event, table, state, look);
            return said(`${event.process} executes ${command}${closed}.`, consequencesOfExec(event, table, state, look));
        },
    },
    programExecutionFailed: {
        telling: true,
        says: (event) => said(`${event.process} could not execute ${event.path}: ${event.error}.`, "The old program goes on."),
    },
    processExited: {
        becomes: exit,
        telling: true,
        says(event, state, look) {
            const process = state.processes.get(event.process);
            const how = "code" in event.exit ? `ended with exit code ${event.exit.code}` : `was ended by ${event.exit.signal}`;
            const zombie = process?.state === "zombie" ? ` It is a zombie until ${process.parent} waits for it.` : "";
            return said(`${event.process} ${how}${leftText(event.left, look)}.`, `All its descriptors are closed.${zombie}`);
        },
    },
};
