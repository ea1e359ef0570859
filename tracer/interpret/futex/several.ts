/** Waits at several words at once (futex_waitv(2)): the thread stands in the queue of each, and any of them ends the wait. */
import type { ObjectId } from "../../model/identities";
import type { FutexLeft, NewFutex } from "../../model/kinds/futex/events";
import { wokenAndWaiting } from "../../model/kinds/futex/rules";
import type { Futex, FutexReading, FutexWait } from "../../model/kinds/futex/state";
import { awaitsElsewhere, type Awaited, type EnteredCall } from "../enteredCall";
import type { Interpretation } from "../interpretation";
import type { ReturnedCall } from "../returnedCall";
import { everyBit, wordsOf, type FutexWord } from "./operation";
import { foundFutex, futexOf, knownFutex, wordKey, type FoundFutex } from "./place";

/** The futexes of the words, in their order; one that is named twice is one. */
function foundFutexes({ interpretation, task }: EnteredCall | ReturnedCall, words: readonly FutexWord[]): readonly FoundFutex[] {
    const byKey = new Map<string, FoundFutex>();
    return words.map((word) => {
        const key = wordKey(interpretation, task, word);
        const known = byKey.get(key);
        const found = known ?? foundFutex(interpretation, task, word, "word");
        byKey.set(key, found);
        return known === undefined ? found : { object: found.object };
    });
}

export function awaitedTogether(call: EnteredCall): Awaited {
    const words = wordsOf(call);
    const [first, ...others] = foundFutexes(call, words);
    if (first === undefined) return awaitsElsewhere({ what: "futex" });
    const waits = [first, ...others].map(({ object }, place): FutexWait => {
        const { address = 0n, expected = 0 } = words[place] ?? {};
        const reading = readingOf(futexOf(call.interpretation, object), expected);
        return { address, operation: call.row.name, expected, bitset: everyBit, reading, limited: call.endsByItself() };
    });
    const newOthers = others.flatMap(({ newObject }): readonly NewFutex[] => (newObject === undefined ? [] : [newObject]));
    const [word] = waits;
    return {
        fd: null,
        description: null,
        ...first,
        ...(others.length > 0 && { also: others.map(({ object }) => object) }),
        ...(newOthers.length > 0 && { newOthers }),
        awaits: { what: "futex", ...(word !== undefined && { word }), ...(others.length > 0 && { words: waits }) },
    };
}

/** The kernel has compared the word; what stands around it was not read. */
function readingOf(futex: Futex | undefined, value: number): FutexReading {
    const { owner = null, robust = false, parties = null } = futex ?? {};
    const known = owner && { tid: owner.tid, process: owner.process, ...(owner.ended && { ended: true as const }) };
    return { value, owner: known, robust, parties };
}

/** At which of its words a thread was woken, and which it has left. */
export interface WokenAmong {
    readonly word: FutexWord;
    readonly found: FoundFutex;
    readonly also: readonly FutexLeft[];
}

/** The result is the place of the last word at which it was woken (kernel/futex/waitwake.c, futex_unqueue_multiple). */
export function wokenAmong(call: ReturnedCall, isBeingWoken: (word: FutexWord) => boolean): WokenAmong | undefined {
    const { interpretation, task, result } = call;
    const words = wordsOf(call);
    const word = words[result];
    if (word === undefined) return undefined;
    const blocked = task.pending?.blocked ?? null;
    if (task.pending !== null && blocked?.object === null) return undefined;
    const queues = blocked === null ? [] : [blocked.object, ...(blocked.also ?? [])];
    const object = queues[result] ?? null;
    const found = object === null ? foundFutexes(call, words.slice(result))[0] : { object };
    if (found === undefined) return undefined;
    // Of a call that did not wait long enough to be seen waiting, only futexes that others have waited at are concerned.
    const left = words.map((each, place) => queues[place] ?? knownAt(call, each));
    const also = new Map<ObjectId, FutexLeft>();
    for (const [place, id] of left.entries()) {
        const each = words[place];
        if (each === undefined || id === null || id === found.object || also.get(id)?.perhapsWoken === true) continue;
        const isPerhapsWoken = place < result && (isPartlyWoken(interpretation, id, task.tid) || isBeingWoken(each));
        also.set(id, { object: id, ...(isPerhapsWoken && { perhapsWoken: true }) });
    }
    return { word, found, also: [...also.values()] };
}

function knownAt({ interpretation, task }: ReturnedCall, word: FutexWord): ObjectId | null {
    return knownFutex(interpretation, task, word)?.id ?? null;
}

/** Some who stand there were woken, and it is open whether this thread is one of them. */
function isPartlyWoken(interpretation: Interpretation, id: ObjectId, tid: number): boolean {
    const futex = futexOf(interpretation, id);
    if (futex === undefined) return false;
    const woken = wokenAndWaiting(futex);
    const wasMoved = futex.waiters.some((waiter) => waiter.tid === tid && waiter.moved === true);
    return wasMoved || (woken > 0 && woken < futex.waiters.length);
}
