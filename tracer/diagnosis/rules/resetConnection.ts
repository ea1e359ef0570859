import type { ObjectId } from "../../model/identities";
import type { Socket } from "../../model/kinds/socket/state";
import type { CallReturned } from "../../model/owners/call";
import type { Event } from "../../model/event";
import type { SourceLocation } from "../../model/sourceLocation";
import type { State } from "../../model/state";
import { callText, count, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** A socket that was given up with bytes that nobody had received. */
interface GivenUp {
    readonly process: string;
    readonly socket: ObjectId;
    readonly source: SourceLocation | null;
    readonly bytes: number;
}

/** Who closes a connection before it has received all, resets it: the other end fails with ECONNRESET instead of an end of file (tcp(7)). */
export const resetConnection: Rule = {
    id: "IPC064",
    title: "The connection was reset, since its other end was closed with bytes unread",
    severity: "note",
    about: "sockets",
    watch() {
        /** By the end that stays. */
        const givenUp = new Map<ObjectId, GivenUp>();
        const found = new Map<ObjectId, NewFinding>();
        return {
            ...hears(["processExited", "descriptorClosed", "callReturned"], (event, before) => {
                for (const socket of closedBy(event, before)) {
                    const bytes = socket.incoming.reduce((sum, { length }) => sum + length, 0);
                    if (socket.peer === null || bytes === 0) continue;
                    givenUp.set(socket.peer, { process: event.process, socket: socket.id, source: event.source ?? null, bytes });
                }
                if (event.kind !== "callReturned" || event.error !== "ECONNRESET" || event.object === null) return;
                const other = givenUp.get(event.object);
                if (other !== undefined && !found.has(event.object)) found.set(event.object, findingOf(event, other));
            }),
            findings: () => [...found.values()],
        };
    },
};

/** Connections of which this was the last descriptor. */
function closedBy(event: Event, { objects, descriptions }: State): readonly Socket[] {
    const ids =
        event.kind === "processExited"
            ? (event.left?.unread ?? []).map(({ object }) => object)
            : event.kind === "descriptorClosed" && descriptions.get(event.description)?.references === 1
              ? [event.object]
              : [];
    return ids.flatMap((id) => {
        const object = objects.get(id);
        return object?.kind === "socket" && object.type === "SOCK_STREAM" ? [object] : [];
    });
}

function findingOf(event: CallReturned, { process, socket, source, bytes }: GivenUp): NewFinding {
    return {
        certainty: "proven",
        message:
            `${callText(event, event.fd)}${inPlace(event.source)} of ${event.process} failed with ECONNRESET: ${process} gave up ${socket}, the other end, ` +
            `with ${count(bytes, "byte")} unread${inPlace(source)}. Nobody receives those, and no end of file comes. ${process} has to read on until the end of ` +
            "file before it closes.",
        process: event.process,
        ...(event.object !== null && { object: event.object }),
        ...(event.fd !== null && { fd: event.fd }),
        at: event.seq,
        locations: places(["cause", process, source], ["symptom", event.process, event.source]),
    };
}
