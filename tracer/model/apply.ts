/** The state after an event: pure, and sharing all that the event did not touch with the state before. */
import type { Event, EventKind } from "../events/event";
import * as descriptors from "./descriptorEvents";
import * as names from "./names";
import * as processes from "./processes";
import { withProcess } from "./stateParts";
import * as stops from "./stops";
import * as transfers from "./transfers";
import * as waits from "./waits";
import type { State } from "./state";

type Rule<K extends EventKind> = (state: State, event: Extract<Event, { kind: K }>) => State;

const unchanged = (state: State): State => state;

const rules: { readonly [K in EventKind]: Rule<K> } = {
    processStarted: processes.processStarted,
    processForked: processes.processForked,
    threadCreated: processes.threadCreated,
    threadExited: processes.threadExited,
    programExecuted: processes.programExecuted,
    programExecutionFailed: unchanged,
    processExited: processes.processExited,
    processReaped: processes.processReaped,
    processReparented: processes.processReparented,
    descriptorOpened: descriptors.descriptorOpened,
    descriptorInherited: descriptors.descriptorOpened,
    descriptorDuplicated: descriptors.descriptorDuplicated,
    descriptorClosed: descriptors.descriptorClosed,
    descriptorFlagsChanged: descriptors.descriptorFlagsChanged,
    statusFlagsChanged: descriptors.statusFlagsChanged,
    offsetChanged: descriptors.offsetChanged,
    descriptorTableUnshared: descriptors.descriptorTableUnshared,
    pipeCreated: descriptors.pipeCreated,
    capacityChanged: descriptors.capacityChanged,
    fifoCreated: names.fifoCreated,
    fileRemoved: names.fileRemoved,
    fileRenamed: names.fileRenamed,
    fileTruncated: names.fileTruncated,
    bytesWritten: transfers.bytesWritten,
    bytesRead: transfers.bytesRead,
    callInterrupted: transfers.withoutEffect,
    callReturned: transfers.withoutEffect,
    callBlocked: waits.callBlocked,
    callResumed: waits.callResumed,
    signalSent: unchanged,
    signalDelivered: unchanged,
    processSuspended: stops.processSuspended,
    processContinued: stops.processContinued,
    processStopped: stops.processStopped,
    processResumed: stops.processResumed,
    traceEnded: (state, event) => ({ ...state, ended: event.cause }),
    traceNote: unchanged,
};

export function apply(state: State, event: Event): State {
    const rule = rules[event.kind] as (state: State, event: Event) => State;
    return { ...withLastCall(rule(state, event), event), at: event.seq, time: event.time };
}

function withLastCall(state: State, event: Event): State {
    const process = event.call === undefined ? undefined : state.processes.get(event.process);
    if (event.call === undefined || process === undefined) return state;
    return withProcess(state, { ...process, last: { seq: event.seq, call: event.call, source: event.source ?? null } });
}
