/** The life of processes and their threads. */
import type * as events from "../events/event";
import { commandText } from "./commandText";
import { copyTable, leaveTable, newTableId, removeDescriptor, shareTable, unshareTable, withEmptyTable } from "./descriptorTable";
import { isPipe } from "./objects";
import { abandonWrite } from "./pipeWrites";
import { withCurrentState } from "./processState";
import { withObject, withProcess } from "./stateParts";
import type { Process, State } from "./state";

const nothingAwaited: Process["waits"] = new Map();

export function processStarted(state: State, event: events.ProcessStarted): State {
    const id = newTableId(event.seq);
    return withProcess(withEmptyTable(state, id), {
        id: event.process,
        pid: event.pid,
        parent: null,
        parentPid: event.parentPid,
        command: event.command,
        arguments: event.arguments,
        state: "running",
        exit: null,
        table: id,
        threads: [event.pid],
        waits: nothingAwaited,
        stop: null,
        suspended: null,
        frozen: false,
        executed: 0,
        last: null,
        bornAt: event.seq,
    });
}

export function processForked(state: State, event: events.ProcessForked): State {
    const parent = state.processes.get(event.process);
    const table = parent === undefined ? undefined : state.tables.get(parent.table);
    if (parent === undefined || table === undefined) return state;
    const id = event.sharesDescriptors ? table.id : newTableId(event.seq);
    const withItsTable = event.sharesDescriptors ? shareTable(state, table) : copyTable(state, table, id);
    return withProcess(withItsTable, {
        ...parent,
        id: event.child,
        pid: event.childPid,
        parent: parent.id,
        parentPid: parent.pid,
        state: "running",
        exit: null,
        table: id,
        threads: [event.childPid],
        waits: nothingAwaited,
        stop: null,
        suspended: null,
        frozen: false,
        executed: 0,
        last: null,
        bornAt: event.seq,
    });
}

export function threadCreated(state: State, event: events.ThreadCreated): State {
    const process = state.processes.get(event.process);
    return process === undefined
        ? state
        : withProcess(state, withCurrentState({ ...process, threads: [...process.threads, event.childTid] }));
}

export function threadExited(state: State, event: events.ThreadExited): State {
    const process = state.processes.get(event.process);
    if (process === undefined) return state;
    const waits = new Map(process.waits);
    waits.delete(event.tid);
    const threads = process.threads.filter((tid) => tid !== event.tid);
    return withProcess(withoutWrites(state, process, event.tid), withCurrentState({ ...process, threads, waits }));
}

/** exec(2): one thread is left, the table is the process's own, and close-on-exec descriptors are closed. */
export function programExecuted(state: State, event: events.ProgramExecuted): State {
    const process = state.processes.get(event.process);
    if (process === undefined) return state;
    let result = unshareTable(withoutWrites(state, process, null), process, event.seq);
    for (const fd of event.closed) result = removeDescriptor(result, event.process, fd, event.seq);
    const unshared = result.processes.get(event.process) ?? process;
    return withProcess(
        result,
        withCurrentState({
            ...unshared,
            command: commandText(event.path, event.arguments),
            arguments: event.arguments,
            threads: [process.pid],
            waits: nothingAwaited,
            executed: process.executed + 1,
        }),
    );
}

export function processExited(state: State, event: events.ProcessExited): State {
    const process = state.processes.get(event.process);
    if (process === undefined || process.exit !== null) return state;
    const left = leaveTable(withoutWrites(state, process, null), process);
    // Whoever started the recording reaps at once; inside the trace, the parent decides.
    const ended = process.parent === null ? "exited" : "zombie";
    return withProcess(left, {
        ...process,
        state: ended,
        exit: event.exit,
        threads: [],
        waits: nothingAwaited,
        stop: null,
        suspended: null,
        frozen: false,
    });
}

export function processReaped(state: State, event: events.ProcessReaped): State {
    const child = state.processes.get(event.child);
    return child === undefined ? state : withProcess(state, { ...child, state: "exited", exit: event.exit });
}

export function processReparented(state: State, event: events.ProcessReparented): State {
    const process = state.processes.get(event.process);
    if (process === undefined) return state;
    // A zombie's new parent outside the trace is init or a subreaper, which waits for it at once.
    const ended = process.state === "zombie" && event.parent === null ? "exited" : process.state;
    return withProcess(state, { ...process, parent: event.parent, parentPid: event.parentPid, state: ended });
}

/** Writes that the thread (null: any thread) will never finish. */
function withoutWrites(state: State, process: Process, tid: number | null): State {
    let result = state;
    for (const wait of process.waits.values()) {
        const object = wait.object === null ? undefined : result.objects.get(wait.object);
        if (isPipe(object) && (tid === null || wait.tid === tid)) result = withObject(result, abandonWrite(object, wait.tid));
    }
    return result;
}
