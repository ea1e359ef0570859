/** What one gives back and another has: locks, semaphores, the words of futexes, the counters of eventfds. */
import type { Event } from "../../model/event";
import type { ObjectId } from "../../model/identities";
import type { FutexThread } from "../../model/kinds/futex/state";
import { overlap, wholeFile, type Lock } from "../../model/owners/lock";
import type { BlockedSpan } from "../waits";
import type { CauseRule } from "./causeRule";

/** So many of an object are looked at: a wait that lasts longer than those has no known end. */
const mostReleases = 64;

type Released = Pick<Lock, "owner" | "range"> & { readonly seq: number };

/** A lock that was waited for came of the last release of what stood in its way. */
export function lockRule(): CauseRule {
    const released = new Map<ObjectId, Released[]>();
    const note = (object: ObjectId, release: Released): void => {
        released.set(object, [...(released.get(object) ?? []).slice(-mostReleases), release]);
    };
    return {
        lockReleased: ({ object, owner, range, seq }) => note(object, { owner, range, seq }),
        descriptorClosed({ object, seq, locksLost = [] }) {
            for (const { owner, range } of locksLost) note(object, { owner, range, seq });
        },
        lockSet(event, seen) {
            const wait = seen.waitBefore(event);
            if (wait === null) return;
            const [last] = (released.get(event.object) ?? [])
                .filter(({ owner, range, seq }) => {
                    return seq > wait.from && owner !== event.owner && overlap(range ?? wholeFile, event.range ?? wholeFile);
                })
                .sort((one, other) => other.seq - one.seq);
            if (last !== undefined) seen.link(last.seq, event.seq, "lock");
        },
    };
}

/** semop(2) that waited was let through by the last change of one of its semaphores in the direction that it needed. */
export function semaphoreRule(): CauseRule {
    /** By object, semaphore and direction. */
    const changed = new Map<string, Event>();
    const note = (event: Event & { readonly object: ObjectId }, index: number | "all", direction: "up" | "down"): void => {
        changed.set(`${event.object} ${index} ${direction}`, event);
    };
    return {
        semaphoreChanged(event, seen) {
            const { object, index, operations, process, tid, seq } = event;
            const wait = seen.waitBefore(event);
            const needed = (operations ?? []).flatMap(({ index: number, change }) => {
                const direction = change < 0 ? "up" : change === 0 ? "down" : null;
                const known =
                    direction === null ? [] : [changed.get(`${object} ${number} ${direction}`), changed.get(`${object} all ${direction}`)];
                return known.flatMap((cause) =>
                    cause === undefined || wait === null || cause.seq < wait.from || (cause.process === process && cause.tid === tid)
                        ? []
                        : [cause.seq],
                );
            });
            if (needed.length > 0) seen.link(Math.max(...needed), seq, "semaphore");
            if (operations === undefined) for (const direction of ["up", "down"] as const) note(event, index, direction);
            for (const each of operations ?? []) if (each.change !== 0) note(event, each.index, each.change > 0 ? "up" : "down");
        },
        semaphoresSet(event) {
            for (const direction of ["up", "down"] as const) note(event, "all", direction);
        },
        semaphoresUndone(event) {
            for (const { index, change } of event.adjustments) {
                // What is not known hides what was before it.
                for (const direction of ["up", "down"]) changed.delete(`${event.object} ${index} ${direction}`);
                if (change !== null) note(event, index, change > 0 ? "up" : "down");
            }
        },
    };
}

export function futexRule(): CauseRule {
    /** By object and thread: its last call that woke somebody. */
    const woke = new Map<string, number>();
    /** Waits that ended before their waker's call was seen to return. */
    const early = new Map<string, { readonly seq: number; readonly wait: BlockedSpan | null }[]>();
    const name = (object: ObjectId, { process, tid }: FutexThread): string => `${object} ${process} ${tid}`;
    return {
        futexWoke(event, seen) {
            const waker = name(event.object, event);
            woke.set(waker, event.seq);
            for (const { seq, wait } of early.get(waker) ?? []) {
                seen.link(event.seq, seq, "futex");
                if (wait !== null) seen.endedBy(wait, event.seq);
            }
            early.delete(waker);
        },
        futexWaited(event, seen) {
            const { object, by, early: isEarly, seq } = event;
            if (by === null) return;
            const waker = name(object, by);
            if (isEarly === true) early.set(waker, [...(early.get(waker) ?? []), { seq, wait: seen.waitBefore(event) }]);
            const from = woke.get(waker);
            if (isEarly !== true && from !== undefined) seen.link(from, seq, "futex");
        },
    };
}

/** The counter holds what was added since it was last 0; of an eventfd that is a semaphore nobody knows which of them a read took. */
export function eventfdRule(): CauseRule {
    const added = new Map<ObjectId, number[]>();
    const plain = new Set<ObjectId>();
    return {
        eventfdCreated({ object, newObject }) {
            if (newObject.semaphore === false) plain.add(object);
        },
        eventfdIncreased({ object, seq }) {
            if (plain.has(object)) added.set(object, [...(added.get(object) ?? []).slice(-mostAdded), seq]);
        },
        eventfdRead({ object, seq }, seen) {
            for (const from of added.get(object) ?? []) seen.link(from, seq, "counter");
            added.delete(object);
        },
    };
}

const mostAdded = 64;
