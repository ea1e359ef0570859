/** Which events are worth a sentence: what the user's own lines did, and what happened between processes. */
import type { Event } from "../tracer/events/event";
import type { State } from "../tracer/model/state";
import { cardKind } from "./kinds/cards";

/** The start-up of a program opens dozens of libraries: nobody wants to hear of each. */
export function isTelling(event: Event, state: State): boolean {
    switch (event.kind) {
        case "processStarted":
        case "processForked":
        case "programExecuted":
        case "processExited":
        case "processReaped":
        case "signalSent":
        case "signalDelivered":
            return true;
        case "processStopped":
        case "processResumed":
        case "processReparented":
        case "descriptorInherited":
        case "callResumed":
        case "traceEnded":
        case "traceNote":
            return false;
        default:
            return event.source !== undefined || ("object" in event && event.object !== null && connects(state, event.object));
    }
}

function connects(state: State, id: string): boolean {
    const object = state.objects.get(id);
    return object !== undefined && cardKind(object.kind).channel;
}
