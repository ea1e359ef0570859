/** Calls that have not returned. */
import type * as events from "../events/event";
import { tableOf } from "./descriptorTable";
import { isPipe } from "./objects";
import { startWrite } from "./pipeWrites";
import { withCurrentState } from "./processState";
import { withObject, withProcess } from "./stateParts";
import type { Description, State } from "./state";

export function callBlocked(state: State, event: events.CallBlocked): State {
    const process = state.processes.get(event.process);
    if (process === undefined) return state;
    const { call, fd, object, reason, time, tid } = event;
    const waits = new Map(process.waits).set(tid, { call, fd, object, reason, since: time, tid });
    return withOffer(withProcess(state, withCurrentState({ ...process, waits })), event);
}

export function callResumed(state: State, event: events.CallResumed): State {
    const process = state.processes.get(event.process);
    if (process === undefined || !process.waits.has(event.tid)) return state;
    const waits = new Map(process.waits);
    waits.delete(event.tid);
    return withProcess(state, withCurrentState({ ...process, waits }));
}

/** A write that waits has put into the pipe what fits. */
function withOffer(state: State, event: events.CallBlocked): State {
    const pipe = event.object === null ? undefined : state.objects.get(event.object);
    if (event.offered === undefined || !isPipe(pipe)) return state;
    const description = event.fd === null ? undefined : descriptionOf(state, event.process, event.fd);
    return withObject(
        state,
        startWrite(pipe, {
            write: event.seq,
            process: event.process,
            tid: event.tid,
            source: event.source ?? null,
            length: event.offered,
            data: event.data ?? null,
            packet: event.slots === undefined && description?.statusFlags.includes("O_DIRECT") === true,
            slots: event.slots ?? null,
        }),
    );
}

function descriptionOf(state: State, process: string, fd: number): Description | undefined {
    return state.descriptions.get(tableOf(state, process)?.descriptors.get(fd)?.description ?? "");
}
