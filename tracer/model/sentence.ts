/** What an event means, in plain words for a person who looks at the diagram. */
import type { Event, EventKind } from "../events/event";
import * as bytes from "./sentences/bytes";
import * as descriptors from "./sentences/descriptors";
import * as processes from "./sentences/processes";
import * as signals from "./sentences/signals";
import type { Sentence } from "./sentences/words";
import type { State } from "./state";

export type { Sentence };

const sayings: { readonly [K in EventKind]: (event: Extract<Event, { kind: K }>, state: State) => Sentence } = {
    processStarted: processes.processStarted,
    processForked: processes.processForked,
    threadCreated: processes.threadCreated,
    threadExited: processes.threadExited,
    programExecuted: processes.programExecuted,
    programExecutionFailed: processes.programExecutionFailed,
    processExited: processes.processExited,
    processReaped: processes.processReaped,
    processReparented: processes.processReparented,
    descriptorOpened: descriptors.descriptorOpened,
    descriptorInherited: descriptors.descriptorInherited,
    descriptorDuplicated: descriptors.descriptorDuplicated,
    descriptorClosed: descriptors.descriptorClosed,
    descriptorFlagsChanged: descriptors.descriptorFlagsChanged,
    statusFlagsChanged: descriptors.statusFlagsChanged,
    offsetChanged: descriptors.offsetChanged,
    descriptorTableUnshared: descriptors.descriptorTableUnshared,
    pipeCreated: descriptors.pipeCreated,
    capacityChanged: descriptors.capacityChanged,
    fifoCreated: descriptors.fifoCreated,
    fileRemoved: descriptors.fileRemoved,
    fileRenamed: descriptors.fileRenamed,
    fileTruncated: descriptors.fileTruncated,
    bytesWritten: bytes.bytesWritten,
    bytesRead: bytes.bytesRead,
    callBlocked: bytes.callBlocked,
    callResumed: bytes.callResumed,
    callInterrupted: bytes.callInterrupted,
    callReturned: bytes.callReturned,
    signalSent: signals.signalSent,
    signalDelivered: signals.signalDelivered,
    processSuspended: signals.processSuspended,
    processContinued: signals.processContinued,
    processStopped: signals.processStopped,
    processResumed: signals.processResumed,
    traceEnded: signals.traceEnded,
    traceNote: signals.traceNote,
};

/** `state`: after the event. */
export function sentence(event: Event, state: State): Sentence {
    const say = sayings[event.kind] as (event: Event, state: State) => Sentence;
    return say(event, state);
}
