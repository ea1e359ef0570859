/** What was done, or left undone, long before a wait that nobody can end. */
import { mappingAt } from "../../model/owners/space";
import type { Futex } from "../../model/kinds/futex/state";
import { semaphoreAt } from "../../model/kinds/semaphoreSet/rules";
import { sleepingFor } from "../../model/kinds/semaphoreSet/text";
import type { Process } from "../../model/owners/process";
import type { State } from "../../model/state";
import type { Stuck } from "../../model/waitGraph/stuck";
import { inPlace } from "../../model/words";
import { places, type Place } from "../finding";

export interface EarlierCause {
    /** Sentences. */
    readonly text: string;
    readonly locations: readonly Place[];
}

/** Null: nothing of that kind is known. */
export function earlierCause(state: State, waiter: Stuck): EarlierCause | null {
    return neverSet(state, waiter) ?? notShared(state, waiter) ?? notKept(state, waiter);
}

/** Of those of a circle who wait for anything but a child's end, all for that; null: it is not so. */
export function causeOfAll(state: State, members: readonly Stuck[]): EarlierCause | null {
    const causes = members.filter(({ wait }) => wait.awaits.what !== "child").map((member) => neverSet(state, member));
    return causes.every((cause) => cause !== null) ? (causes[0] ?? null) : null;
}

/** semget(2): nobody has set or added to the semaphore since; POSIX leaves its value open, Linux makes it 0. */
function neverSet({ objects }: State, { wait: { object: id, tid } }: Stuck): EarlierCause | null {
    const set = id === null ? undefined : objects.get(id);
    if (set?.kind !== "semaphoreSet" || set.createdBy === null) return null;
    const waiter = set.waiters.find((each) => each.tid === tid);
    const needed = waiter === undefined ? null : sleepingFor(waiter);
    if (needed === null || needed.change >= 0) return null;
    const { value, setAt, lastPid } = semaphoreAt(set, needed.index);
    if (value !== 0 || setAt !== 0 || lastPid !== 0) return null;
    return {
        text:
            `Nobody has given semaphore ${needed.index} of ${set.id} a value since ${set.createdBy} made the set${inPlace(set.createdAt)}, or added to it: ` +
            "semctl(…, SETVAL, …) belongs after semget, before anybody takes from it.",
        locations: places(["cause", set.createdBy, set.createdAt]),
    };
}

/** sem_init(3), pthread_mutexattr_setpshared(3): others have a copy of their own, or their wakes do not come here. */
function notShared(state: State, { process, wait: { object: id, tid } }: Stuck): EarlierCause | null {
    const futex = id === null ? undefined : state.objects.get(id);
    if (futex?.kind !== "futex" || futex.type === "word" || futex.owner !== null || futex.place.memory !== null) return null;
    const waiter = futex.waiters.find((each) => each.tid === tid);
    const mapping = waiter === undefined ? undefined : mappingAt(state.spaces.get(process.space), waiter.address);
    const text = mapping?.shared === true ? wakesNobodyElse(futex, process) : hasCopies(state, process) ? isCopied(futex, process) : null;
    return text === null ? null : { text, locations: places(["related", process.id, mapping?.source]) };
}

function wakesNobodyElse({ type }: Futex, { id }: Process): string {
    const how = type === "semaphore" ? "sem_init with pshared 1" : "PTHREAD_PROCESS_SHARED";
    return (
        `The memory is shared, but the ${type} was made for the threads of one process: what other processes do with it wakes nobody in ${id}. ` +
        `It needs ${how}.`
    );
}

function isCopied({ type }: Futex, { id }: Process): string {
    return (
        `The ${type} lies in memory of ${id} alone: fork gave the other process a copy, and what that does with its own does not concern this one. ` +
        "It belongs into shared memory (mmap with MAP_SHARED)."
    );
}

/** Itself a copy that fork made, or copied by it. */
function hasCopies({ processes }: State, { id, parent, executed, space }: Process): boolean {
    if (parent !== null && executed === 0) return true;
    return [...processes.values()].some((other) => other.parent === id && other.executed === 0 && other.space !== space);
}

/** pthread_cond_signal(3) has no effect while nobody waits, and leaves nothing behind. */
function notKept({ objects }: State, { wait: { object: id } }: Stuck): EarlierCause | null {
    const futex = id === null ? undefined : objects.get(id);
    if (futex?.kind !== "futex" || futex.type !== "condition variable") return null;
    return {
        text:
            "A signal for which nobody waits is lost: what it tells has to stand in a variable, too, which the waiter looks at, " +
            "with the mutex locked, before it waits.",
        locations: [],
    };
}
