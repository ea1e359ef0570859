/** Open file descriptions begin, are referred to, travel in messages, and go when neither descriptor nor message has them. */
import type { Draft } from "../draft";
import type { DescriptionId, ObjectId } from "../identities";
import { forget, holdObject, releaseObject } from "../objects";
import type { State } from "../state";
import { removeLocksOf } from "./changeLocks";
import type { NewDescription, OpenFileDescription, PlaceInFlight } from "./openFileDescription";

/** A description to which nothing refers yet; one that is there already stays as it is. */
export function describe(draft: Draft, { id, object, access, statusFlags, offset }: NewDescription, seq: number): void {
    if (draft.now.descriptions.has(id)) return;
    draft.addDescription({ id, object, access, statusFlags, signal: null, offset, references: 0, inFlight: [], watchers: [], since: seq });
    holdObject(draft, object, { access, statusFlags, inFlight: [] });
}

/** One more descriptor refers to it. */
export function refer(draft: Draft, id: DescriptionId): void {
    const description = draft.description(id);
    if (description !== undefined) description.references += 1;
}

/** One descriptor less refers to it. */
export function drop(draft: Draft, id: DescriptionId): void {
    const description = draft.description(id);
    if (description === undefined) return;
    description.references -= 1;
    endUnreachable(draft, id);
}

/** The object is told when it comes to its end. */
export function watch(draft: Draft, id: DescriptionId, watcher: ObjectId): void {
    const description = draft.description(id);
    if (description !== undefined && !description.watchers.includes(watcher)) description.watchers = [...description.watchers, watcher];
}

/** It is in a message that was sent. */
export function takeOff(draft: Draft, id: DescriptionId, place: PlaceInFlight): void {
    const description = draft.description(id);
    if (description !== undefined) description.inFlight = [...description.inFlight, place];
}

/** A message that had it was received or thrown away. */
export function land(draft: Draft, id: DescriptionId, message: number): void {
    const description = draft.description(id);
    const index = description?.inFlight.findIndex((place) => place.message === message) ?? -1;
    if (description === undefined || index === -1) return;
    description.inFlight = description.inFlight.filter((_, each) => each !== index);
    endUnreachable(draft, id);
}

function endUnreachable(draft: Draft, id: DescriptionId): void {
    const description = draft.now.descriptions.get(id);
    if (description === undefined || isReachable(draft.now, description, new Set())) return;
    draft.remove("descriptions", id);
    forget(draft, description.watchers, id);
    removeLocksOf(draft, description.object, id);
    for (const gone of releaseObject(draft, description.object, description)) endFlights(draft, gone);
}

/** Sockets that only messages in their own queues refer to are collected (net/unix/garbage.c). */
function isReachable(state: State, { id, references, inFlight }: OpenFileDescription, asked: Set<DescriptionId>): boolean {
    if (references > 0) return true;
    asked.add(id);
    return inFlight.some(({ to }) => {
        if (to === null) return true;
        const receiver = state.objects.get(to);
        // Before it is accepted, a connection is reached through the listening socket.
        const reached = receiver?.kind === "socket" ? (receiver.waitsAt ?? to) : to;
        return [...state.descriptions.values()].some(
            (each) => each.object === reached && !asked.has(each.id) && isReachable(state, each, asked),
        );
    });
}

/** What a socket has not received goes with it; what is on its way to an unknown one, with the last socket of all. */
function endFlights(draft: Draft, socket: ObjectId): void {
    const hasSockets = [...draft.now.objects.values()].some(({ kind }) => kind === "socket");
    const isLost = ({ to }: PlaceInFlight): boolean => to === socket || (to === null && !hasSockets);
    for (const { id, inFlight } of [...draft.now.descriptions.values()]) {
        if (!inFlight.some(isLost)) continue;
        const description = draft.description(id);
        if (description === undefined) continue;
        description.inFlight = inFlight.filter((place) => !isLost(place));
        endUnreachable(draft, id);
    }
}
