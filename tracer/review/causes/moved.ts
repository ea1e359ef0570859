/** Bytes, messages and descriptors: from who put them in to who took them out, and who made room. */
import type { Event } from "../../model/event";
import type { ObjectId } from "../../model/identities";
import type { TakenBytes } from "../../model/owners/transfer";
import type { InFlight } from "../inFlight";
import type { LinkKind } from "../links";
import type { CauseRule, Seen } from "./causeRule";

export function movedBytes(inFlight: InFlight): CauseRule {
    /** By object: the last event that took something out. */
    const taken = new Map<ObjectId, number>();
    const passed = new Map<number, number>();
    const take = (event: Event, object: ObjectId, segments: readonly TakenBytes[], kind: LinkKind, seen: Seen): void => {
        const writes = segments.flatMap(({ write }) => (write === null ? [] : inFlight.returned(write)));
        for (const write of writes.length > 1 ? new Set(writes) : writes) seen.link(write, event.seq, kind);
        taken.set(object, event.seq);
    };
    const put = (event: Event, object: ObjectId | null, seen: Seen): void => {
        const wait = seen.waitBefore(event);
        const room = object === null ? undefined : taken.get(object);
        if (wait?.what === "room" && room !== undefined && room > wait.from) seen.endedBy(wait, room);
    };
    return {
        bytesRead: (event, seen) => take(event, event.object, event.segments ?? [], "bytes", seen),
        dataReceived: (event, seen) => take(event, event.object, event.segments, event.message ? "message" : "bytes", seen),
        messageReceived: (event, seen) => take(event, event.object, event.segments, "message", seen),
        bytesWritten: (event, seen) => put(event, event.object, seen),
        dataSent: (event, seen) => put(event, event.to, seen),
        messageSent: (event, seen) => put(event, event.object, seen),
        descriptorPassed: ({ message, seq }) => passed.set(message, seq),
        descriptorReceived({ message, seq }, seen) {
            const from = message === null ? undefined : passed.get(message);
            if (from !== undefined) seen.link(from, seq, "descriptor");
        },
    };
}
