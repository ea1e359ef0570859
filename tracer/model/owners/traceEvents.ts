/** What concerns the trace itself. */
import type { EventBase } from "../eventBase";
import type { EndCause } from "../state";
import { said } from "../words";
import type { OwnerEvents } from "./ownerEvent";

const endSentences: { readonly [Cause in EndCause]: string } = {
    ended: "All processes have ended.",
    killed: "The processes were killed; the trace ends.",
    left: "The recording was ended; the processes that are left go on.",
};

export interface TraceEnded extends EventBase {
    readonly kind: "traceEnded";
    readonly cause: EndCause;
}

/** Something the user should know about the trace. */
export interface TraceNote extends EventBase {
    readonly kind: "traceNote";
    readonly text: string;
}

export type TraceEvent = TraceEnded | TraceNote;

export const traceEvents: OwnerEvents<TraceEvent> = {
    traceEnded: { becomes: (draft, event) => draft.end(event.cause), telling: false, says: (event) => said(endSentences[event.cause]) },
    traceNote: { telling: false, says: (event) => said(event.text) },
};
