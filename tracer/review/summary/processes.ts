/** The processes of a trace, with their times and their fate. */
import type { ProcessId } from "../../model/identities";
import type { ExitStatus } from "../../model/owners/process";
import type { RecordedTrace } from "../recordedTrace";

export interface ProcessSummary {
    readonly id: ProcessId;
    readonly pid: number;
    /** That made it; null: it was launched, or found. */
    readonly parent: ProcessId | null;
    readonly command: string;
    /** Seconds since the start of the trace. */
    readonly began: number;
    /** Null: it goes on when the trace ends. */
    readonly ended: number | null;
    readonly exit: ExitStatus | null;
    /** Calls that returned. */
    readonly calls: number;
    /** Of all its threads together. */
    readonly waited: number;
}

/** In the order in which they began. */
export function processesOf(trace: RecordedTrace): readonly ProcessSummary[] {
    const { events, waits, length } = trace;
    const last = trace.stateAt(length);
    const calls = new Map<ProcessId, number>();
    const ends = new Map<ProcessId, number>();
    const parents = new Map<ProcessId, ProcessId>();
    const [exited, forked] = [events.kindNames.known("processExited"), events.kindNames.known("processForked")];
    for (let seq = 1; seq <= length; seq++) {
        const process = events.process(seq);
        if (events.isReturn(seq)) calls.set(process, (calls.get(process) ?? 0) + 1);
        if (events.kindNumber(seq) === exited) ends.set(process, events.time(seq));
        if (events.kindNumber(seq) !== forked) continue;
        const event = trace.event(seq);
        if (event.kind === "processForked") parents.set(event.child, process);
    }
    const waited = new Map<ProcessId, number>();
    for (let index = 0; index < waits.length; index++) {
        const [from, to] = waits.interval(index);
        const { process } = events.threads.at(waits.threadNumber(index));
        waited.set(process, (waited.get(process) ?? 0) + to - from);
    }
    return [...last.processes.values()].map(({ id, pid, command, bornAt, exit }) => ({
        id,
        pid,
        parent: parents.get(id) ?? null,
        command,
        began: events.time(bornAt),
        ended: ends.get(id) ?? null,
        exit,
        calls: calls.get(id) ?? 0,
        waited: waited.get(id) ?? 0,
    }));
}
