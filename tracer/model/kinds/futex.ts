/**
 * Futexes (futex(7)): words in memory at which threads wait for each other. Mutexes, semaphores, condition variables, barriers and
 * read-write locks are made of them. Only waiting and waking are calls: what is locked and unlocked without a wait is not seen.
 */
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import type { Mutable } from "../mutable";
import { nameOf, said } from "../words";
import type { FutexEvent } from "./futex/events";
import { enders } from "./futex/enders";
import { beginWaiting, endOwner, endWaiting, giveUp, leaveQueue, lock, receive, requeue, stopWaiting, wake } from "./futex/rules";
import type { Futex, FutexFacts } from "./futex/state";
import { awaited, json, lines, threadsText, titleOf, wokeText } from "./futex/text";
import type { Kind } from "./kind";

export const futex: Kind<Futex, FutexFacts, FutexEvent> = {
    word: "futex",
    traits: { named: false, position: "none", identity: "maker", connects: true, buffers: false },
    nameAlone: true,
    begins: (base, { type, place }, event) => ({
        ...base,
        kind: "futex",
        type,
        place,
        foundBy: event.process,
        foundAt: event.source ?? null,
        value: null,
        parties: null,
        owner: null,
        robust: false,
        waiters: [],
        wakes: [],
        early: [],
        uncertain: false,
        lastReturned: null,
        lastWake: null,
        users: [event.process],
    }),
    stays: ({ users }) => users.length > 0,
    leaves(object, process) {
        object.users = object.users.filter((each) => each !== process);
    },
    abandoned: stopWaiting,
    events: {
        futexWaited: {
            uses: "waited",
            becomes: endWaiting,
            reaches: { whom: ({ also = [] }) => also.map(({ object }) => object), becomes: leaveQueue },
            says: (event, object) =>
                said(
                    `${nameOf(event)} of ${event.process}: ${event.by === null ? "woken" : `woken by ${event.by.process}`} at ${named(event, object)}.`,
                    object?.type === "mutex" ? triesText(object) : null,
                ),
        },
        futexWoke: {
            uses: "woke",
            becomes: wake,
            says: (event, object) =>
                said(
                    `${nameOf(event)} of ${event.process} ${wokeText(event, object)} at ${named(event, object)}.`,
                    event.woken === 0 ? "Nobody waited there, and a wake is not kept for later." : null,
                ),
        },
        futexRequeued: {
            uses: "woke",
            becomes: requeue,
            reaches: { whom: ({ to }) => [to], becomes: receive },
            moves: { whom: ({ moved }) => moved, to: ({ to }) => to },
            says: (event, object) =>
                said(
                    `${nameOf(event)} of ${event.process} woke ${event.woken} at ${named(event, object)}; ${event.moved.length === 0 ? "nobody" : threadsText(event.moved)} now ${event.moved.length === 1 ? "waits" : "wait"} at ${event.to}.`,
                ),
        },
        futexLocked: {
            uses: "waited",
            becomes: lock,
            says: (event, object) => said(`${nameOf(event)}: ${event.process} has ${named(event, object)}.`),
        },
        futexUnlocked: {
            uses: "woke",
            becomes: (object, { tid }) => giveUp(object, tid),
            says: (event, object) =>
                said(
                    `${nameOf(event)}: ${event.process} gives up ${named(event, object)}.`,
                    "The kernel makes the one of the highest priority who waits its owner.",
                ),
        },
        futexOwnerEnded: {
            becomes: endOwner,
            says: (event, object) =>
                said(
                    `${event.process} ends and still has ${named(event, object)}.`,
                    event.robust
                        ? "It is robust: the kernel marks it, and who gets it next is told so (EOWNERDEAD)."
                        : "It is not robust: nobody is told, and who waits for it waits for ever.",
                ),
        },
    },
    reactions: {
        callBlocked: { becomes: beginWaiting, reaches: { whom: others, becomes: beginWaiting } },
        callInterrupted: { becomes: stopOf, reaches: { whom: others, becomes: stopOf } },
        callReturned: { becomes: stopOf, reaches: { whom: others, becomes: stopOf } },
    },
    awaited,
    enders,
    json,
    lines,
};

function stopOf(object: Mutable<Futex>, { tid }: EventBase): void {
    stopWaiting(object, tid);
}

/** At which the same call waits. */
function others({ object, also = [] }: { readonly object: ObjectId | null; readonly also?: readonly ObjectId[] }): readonly ObjectId[] {
    return [...new Set(also)].filter((each) => each !== object);
}

function triesText({ owner, robust }: Futex): string {
    const rest = "if another one is faster, it waits again.";
    if (owner?.ended !== true || !robust) return `It tries to lock it now; ${rest}`;
    return `It tries to lock it now, and is told EOWNERDEAD, since the one who had it has ended; ${rest}`;
}

function named({ object }: FutexEvent, futexThen: Futex | undefined): string {
    return futexThen === undefined ? object : titleOf(futexThen);
}
