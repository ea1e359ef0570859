/** How a futex is told. */
import type { Wait } from "../../awaits";
import type { Look } from "../../look";
import { addressText } from "../../owners/mappingText";
import { exactNumber, firstOf, list, placeText } from "../../words";
import type { FutexWoke } from "./events";
import { wokenAndWaiting } from "./rules";
import type { Futex, FutexOwner, FutexThread, FutexWaiter } from "./state";

/** "mutex futex1", "semaphore /rooms", "futex1" */
export function titleOf({ id, name, type }: Pick<Futex, "id" | "name" | "type">): string {
    return name ?? (type === "word" ? id : `${type} ${id}`);
}

/** "anonymousMemory1 at 0x40", "the memory of p1 at 0x5581c0de0040" */
export function whereText({ place: { memory, at, private: isPrivate }, foundBy }: Futex, look: Look): string {
    if (memory !== null) return `${look.name(memory)} at ${addressText(at)}`;
    return `the memory of ${foundBy} at ${addressText(at)}${isPrivate ? ", private to it" : ""}`;
}

/** "p1 (thread 123), which took it at a.c:12" */
export function ownerText({ process, tid, source, ended }: FutexOwner): string {
    if (process === null) return `thread ${tid}, which is not traced`;
    const who = `${process} (thread ${tid})`;
    if (ended) return `${who}, which has ended`;
    return source === null ? who : `${who}, which took it at ${placeText(source)}`;
}

/** "held by p1 (thread 123)", "given to p1 (thread 123) last" */
export function holdingText(owner: FutexOwner): string {
    return owner.perhapsFree === true ? `given to ${ownerText(owner)}, last` : `held by ${ownerText(owner)}`;
}

/** "p2", "p2 and p3"; of one process its threads. */
export function threadsText(threads: readonly FutexThread[]): string {
    const processes = new Set(threads.map(({ process }) => process));
    const [only] = processes;
    if (processes.size === 1 && threads.length > 1 && only !== undefined) return `${threads.length} threads of ${only}`;
    return firstOf(threads.map(({ process }) => process));
}

/** "mutex futex1 is held by p1 (thread 123)", "semaphore /rooms is 0". */
export function awaited(futex: Futex, wait: Wait, look: Look): string | null {
    const { awaits, tid } = wait;
    if (awaits.what !== "futex") return null;
    const all = waitedAt(futex, wait, look);
    const woken = all.find((each) => isWoken(each, tid));
    if (woken !== undefined) return `it was woken at ${titleOf(woken)} and can go on`;
    if (all.length > 1) return `nobody has woken it at ${firstOf(all.map(titleOf), "or")}`;
    return `${reasonText(futex, tid)}${beforeText(futex, tid)}`;
}

/** The futexes at which the call waits. */
export function waitedAt(futex: Futex, { also = [] }: Wait, look: Look): readonly Futex[] {
    return also.length === 0 ? [futex] : [futex, ...look.alike(futex).filter((each) => each.id !== futex.id && also.includes(each.id))];
}

/** So was everybody who stands there. */
function isWoken(futex: Futex, tid: number): boolean {
    return wokenAndWaiting(futex) === futex.waiters.length && futex.waiters.some((waiter) => waiter.tid === tid);
}

function reasonText(futex: Futex, tid: number): string {
    const { type, owner, robust, parties, waiters, value } = futex;
    const title = titleOf(futex);
    if (owner?.tid === tid) return `${title} is held by the thread itself: nobody will unlock it`;
    if (owner !== null) {
        const forEver = owner.ended && !robust ? ": nobody will unlock it" : "";
        return `${title} is held by ${ownerText(owner)}${forEver}${owner.ended ? "" : boostText(waiters, tid)}`;
    }
    switch (type) {
        case "mutex":
            return `${title} was locked when it came`;
        case "semaphore":
            return `${title} is ${value ?? "0"}, until somebody posts`;
        case "condition variable":
            return `nobody has signalled ${title} since it came`;
        case "barrier":
            return parties === null ? `not all have come to ${title}` : `${waiters.length} of ${parties} have come to ${title}`;
        case "read-write lock":
            return `${title} was locked when it came`;
        case "word":
            return `nobody has woken it at ${title}${value === null ? "" : `, which was ${value} when it came`}`;
    }
}

/** Priority inheritance (FUTEX_LOCK_PI of futex(2), kernel/locking/rtmutex.c): the kernel lets nobody hold up who is more urgent. */
function boostText(waiters: readonly FutexWaiter[], tid: number): string {
    const operation = waiters.find((waiter) => waiter.tid === tid)?.operation ?? "";
    return operation.startsWith("FUTEX_LOCK_PI") ? ", which runs with the priority of whoever waits while that is higher than its own" : "";
}

function beforeText({ type, waiters }: Futex, tid: number): string {
    const before = waiters.slice(
        0,
        waiters.findIndex((waiter) => waiter.tid === tid),
    );
    return before.length === 0 || type === "barrier" ? "" : `, after ${threadsText(before)}`;
}

/** "woke p2", "woke 3, p2 among them", "woke one of p2 and p3", "woke 2 of p2, p3 and p4", "woke 2". `object`: after the event. */
export function wokeText({ woken, whom, most }: FutexWoke, object: Futex | undefined): string {
    if (woken === 0) return "woke nobody";
    // Others may have waited whose calls are not seen: of processes that are not recorded, or before the recording.
    if (whom !== null && whom.length > 0) {
        return whom.length < woken ? `woke ${woken}, ${threadsText(whom)} among them` : `woke ${threadsText(whom)}`;
    }
    if (whom !== null) return `woke ${woken}`;
    const waiting = object === undefined ? [] : object.waiters;
    if (waiting.length === 0) return `woke ${woken}${woken < most ? ", all who waited" : ""}`;
    return `woke ${woken === 1 ? "one" : woken} of ${list(waiting.map(({ process }) => process))}`;
}

export function json(futex: Futex): Readonly<Record<string, unknown>> {
    const { type, place, value, owner, robust, waiters, lastWake, parties, foundBy } = futex;
    return {
        type,
        place: {
            memory: place.memory,
            process: place.memory === null ? foundBy : null,
            [place.memory === null ? "address" : "offset"]: place.memory === null ? addressText(place.at) : exactNumber(place.at),
            private: place.private,
        },
        value,
        ...(type === "barrier" && { parties }),
        owner: owner === null ? null : { process: owner.process, tid: owner.tid, ended: owner.ended },
        robust,
        waiters: waiters.map(({ process, tid, operation, expected }) => ({ process, tid, operation, expected })),
        woken: wokenAndWaiting(futex),
        lastWake: lastWake === null ? null : { process: lastWake.process, tid: lastWake.tid, woken: lastWake.woken },
    };
}

/** The lines of `state`. */
export function lines(futex: Futex, look: Look): readonly string[] {
    const { owner, waiters, lastWake } = futex;
    const woken = wokenAndWaiting(futex);
    return [
        `${titleOf(futex)}  in ${whereText(futex, look)}${factsText(futex)}`,
        ...(owner === null ? [] : [`      ${holdingText(owner)}`]),
        ...waiters.map(
            ({ process, tid, source }, place) =>
                `      ${place + 1}. ${process} (thread ${tid}) waits${source === null ? "" : ` at ${placeText(source)}`}`,
        ),
        ...(woken === 0 ? [] : [`      ${woken} of them ${woken === 1 ? "was" : "were"} woken`]),
        ...(lastWake === null ? [] : [`      ${lastWake.process} woke ${lastWake.woken} last`]),
    ];
}

/** "  (was 0, nobody waits)" */
function factsText({ value, waiters, robust, parties }: Futex): string {
    const facts = [
        ...(value === null ? [] : [`was ${value}`]),
        ...(robust ? ["robust"] : []),
        ...(parties === null ? [] : [`for ${parties}`]),
        ...(waiters.length === 0 ? ["nobody waits"] : []),
    ];
    return facts.length === 0 ? "" : `  (${facts.join(", ")})`;
}
