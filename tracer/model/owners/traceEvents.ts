/** What concerns the trace itself. */
import type { EventBase } from "../eventBase";
import { said } from "../words";
import type { OwnerEvents } from "./ownerEvent";

export interface TraceEnded extends EventBase {
    readonly kind: "traceEnded";
    readonly cause: "ended" | "killed";
}

/** Something the user should know about the trace. */
export interface TraceNote extends EventBase {
    readonly kind: "traceNote";
    readonly text: string;
}

export type TraceEvent = TraceEnded | TraceNote;

export const traceEvents: OwnerEvents<TraceEvent> = {
    traceEnded: {
        becomes: (draft, event) => draft.end(event.cause),
        telling: false,
        says: (event) => said(event.cause === "killed" ? "The processes were killed; the trace ends." : "All processes have ended."),
    },
    traceNote: { telling: false, says: (event) => said(event.text) },
};
