/** What made a read find the end of file: the event with which nobody could write any more (pipe(7)). */
import type { Event, EventKind } from "../model/event";
import type { ObjectId } from "../model/identities";
import { kinds } from "../model/kinds/kinds";
import { lookAt } from "../model/lookAt";
import type { State } from "../model/state";
import type { BlockedSpan } from "./waits";

interface Asked {
    kind(seq: number): EventKind;
    event(seq: number): Event;
    stateAt(seq: number): State;
}

const ends: ReadonlySet<EventKind> = new Set(["descriptorClosed", "processExited", "programExecuted"]);
/** Farther back nobody looks. */
const mostEvents = 4096;

/** seq; null: the wait ended otherwise, or that is not known. */
export function lastEndOf(wait: BlockedSpan, trace: Asked, length: number): number | null {
    const { from, to, object } = wait;
    // States come last: each takes far longer than an event.
    if (to === null || to >= length || object === null || trace.kind(to + 1) !== "bytesRead") return null;
    const read = trace.event(to + 1);
    if (read.kind !== "bytesRead" || read.object !== object || read.endOfFile !== true) return null;
    if (!isBuffer(trace.stateAt(to), object) || canWrite(trace.stateAt(to), object)) return null;
    for (let seq = to - 1; seq > Math.max(from, to - mostEvents); seq--) {
        if (ends.has(trace.kind(seq)) && canWrite(trace.stateAt(seq - 1), object)) return seq;
    }
    return null;
}

function isBuffer(state: State, id: ObjectId): boolean {
    const object = state.objects.get(id);
    return object !== undefined && kinds[object.kind].traits.buffers;
}

function canWrite(state: State, object: ObjectId): boolean {
    return lookAt(state).ends(object, "write") > 0;
}
