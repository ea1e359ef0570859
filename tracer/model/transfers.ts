/** Bytes written and read: what they do to the object, and to the offset of the open file description. */
import type * as events from "../events/event";
import { changeDescription } from "./descriptions";
import { isPipe } from "./objects";
import { withoutRead } from "./pipeReads";
import { cancelWrite, finishWrite } from "./pipeWrites";
import { provenance } from "./provenance";
import { withObject } from "./stateParts";
import type { KernelObject, State } from "./state";

export function bytesWritten(state: State, event: events.BytesWritten): State {
    const moved = event.offset === null ? state : changeDescription(state, event.description, { offset: event.offset });
    const object = moved.objects.get(event.object);
    if (object === undefined) return moved;
    if (!isPipe(object)) return withObject(moved, grown(object, event));
    return withObject(
        moved,
        finishWrite(object, {
            write: event.seq,
            process: event.process,
            tid: event.tid,
            source: event.source ?? null,
            length: event.length,
            data: event.data ?? null,
            packet: event.packet === true,
            slots: event.slots ?? null,
        }),
    );
}

export function bytesRead(state: State, event: events.BytesRead): State {
    const moved = event.offset === null ? state : changeDescription(state, event.description, { offset: event.offset });
    const object = moved.objects.get(event.object);
    if (!isPipe(object) || event.consumed === false) return moved;
    return withObject(
        moved,
        withoutRead(object, event.segments ?? provenance(object, event.length, event.data ?? null), event.spliced !== true),
    );
}

/** A write that waited has put nothing into the pipe. */
export function withoutEffect(state: State, event: events.CallReturned | events.CallInterrupted): State {
    const object = event.object === null ? undefined : state.objects.get(event.object);
    return isPipe(object) && object.inFlight.length > 0 ? withObject(state, cancelWrite(object, event.tid)) : state;
}

/** Writing nothing, wherever, makes no file longer. */
function grown(object: Exclude<KernelObject, { kind: "pipe" | "fifo" }>, event: events.BytesWritten): KernelObject {
    if (event.length === 0) return object;
    const end = event.at === undefined ? event.offset : event.at + event.length;
    return object.size !== null && end !== null && end > object.size ? { ...object, size: end } : object;
}
