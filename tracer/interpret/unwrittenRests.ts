/** What a write could not move at once: a runtime's event loop writes it later, when there is room. */
import type { Event } from "../model/event";
import type { DescriptionId } from "../model/identities";
import { tableOf } from "../model/owners/lookups";
import type { SourceLocation } from "../model/sourceLocation";
import type { State } from "../model/state";

interface Rest {
    /** The loop that writes it. */
    readonly tid: number;
    /** Bytes. */
    readonly length: number;
    /** The line that wrote the beginning. */
    readonly source: SourceLocation;
}

const writes = /^(write|writev|sendmsg|sendto)$/;

export class UnwrittenRests {
    private readonly rests = new Map<DescriptionId, Rest>();

    /** Of a write that asks for exactly what was left over; `state`: before it. */
    lineOf(event: Event, state: State): SourceLocation | undefined {
        const asked = askedOf(event);
        const description = asked === undefined ? undefined : writtenTo(event, state);
        const rest = description === undefined ? undefined : this.rests.get(description);
        return rest?.tid === event.tid && rest.length === asked ? rest.source : undefined;
    }

    learn(event: Event, state: State): void {
        if (!hasMoved(event) && event.kind !== "callReturned") return;
        const left = leftOver(event);
        if ((left === 0 && this.rests.size === 0) || event.call === undefined || !writes.test(event.call)) return;
        const description = writtenTo(event, state);
        if (description === undefined) return;
        const source = event.source ?? event.begunAt;
        if (source === undefined || left === 0) this.rests.delete(description);
        else this.rests.set(description, { tid: event.tid, length: left, source });
    }
}

function askedOf(event: Event): number | undefined {
    if (event.call === undefined || !writes.test(event.call)) return undefined;
    return "asked" in event ? event.asked : undefined;
}

/** Bytes; 0: none, or it is over, or nobody knows. */
function leftOver(event: Event): number {
    if (hasMoved(event)) return event.asked === undefined || event.asked <= event.length ? 0 : (askedOf(event) ?? 0) - event.length;
    return event.kind === "callReturned" && event.error === "EAGAIN" ? (askedOf(event) ?? 0) : 0;
}

function hasMoved(event: Event): event is Extract<Event, { kind: "bytesWritten" | "dataSent" }> {
    return event.kind === "bytesWritten" || event.kind === "dataSent";
}

function writtenTo(event: Event, state: State): DescriptionId | undefined {
    if (!("fd" in event) || typeof event.fd !== "number") return undefined;
    return tableOf(state, event.process, event.tid)?.descriptors.get(event.fd)?.description;
}
