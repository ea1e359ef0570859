/** Why a thread does not go on: the English of what it awaits, made when somebody looks, since the reason may change meanwhile. */
import type { Awaits, AwaitsChild, Polled, Wait, WantedLock } from "./awaits";
import type { ObjectId, ProcessId } from "./identities";
import { kindOf } from "./kinds/kinds";
import type { Look } from "./look";
import { lookAt } from "./lookAt";
import type { State } from "./state";
import { conflict, lockText, type Lock } from "./owners/lock";
import { holdersOfLock } from "./owners/locksText";
import { count, firstOf, inPlace, list } from "./words";

/** One clause: "the pipe is empty; p2's descriptor 4 could still write (got by fork at leak.c:9)". `look`: at that state; who asks often has one. */
export function awaitedText(state: State, wait: Wait, look: Look = lookAt(state)): string {
    const object = wait.object === null ? undefined : state.objects.get(wait.object);
    const byKind = object === undefined ? null : (kindOf(object).awaited?.(object, wait, look) ?? null);
    return byKind ?? ofAnyKind(state, wait, look);
}

/** Of calls about which nothing else is known. */
const notReturned = "the call has not returned";

/** What has not happened yet is known; not why, and not whether it is about to. */
function ofAnyKind(state: State, { awaits, object, tid }: Wait, look: Look): string {
    switch (awaits.what) {
        case "input":
            return object === null ? notReturned : `nothing read from ${look.name(object)} yet`;
        case "room":
            return object === null ? notReturned : `its ${count(awaits.length, "byte")} are not all written to ${look.name(object)} yet`;
        case "connection":
            return object === null ? notReturned : `${look.name(object)} is not connected yet`;
        case "newConnection":
            return object === null ? notReturned : `no connection accepted from ${look.name(object)} yet`;
        case "lock":
            return object === null ? notReturned : lockedText(state, awaits.lock, object, look);
        case "semaphores":
            return `its operation on the semaphores of set ${awaits.set} is not done yet`;
        case "futex":
            return futexText(awaits);
        case "storage":
            return `waiting until ${object === null ? "what was written" : look.name(object)} is on the disk`;
        case "completion":
            return "waiting for asynchronous input and output";
        case "opening":
            return awaits.path === null ? notReturned : `opening ${awaits.path}`;
        case "truncation":
            return awaits.path === null ? notReturned : `giving ${awaits.path} another length`;
        case "child":
            return childText(state, awaits, tid);
        case "newChild":
            return "waiting for the new child to execute a program or to end";
        case "readiness":
            return readinessText(awaits.of, look);
        case "time":
            return "sleeping";
        case "signal":
            return "waiting for a signal";
        case "message":
            return "waiting for a message";
        case "unknown":
            return notReturned;
    }
}

function futexText({ thread, library }: Extract<Awaits, { what: "futex" }>): string {
    if (thread !== undefined) return `waiting for thread ${thread} to end`;
    if (library !== undefined) return `waiting for another thread in what the C library has for itself (${library})`;
    return "waiting for another thread (a mutex, a condition, a semaphore, or its end)";
}

/** "p1 has an exclusive lock (a.c:3)"; where whoever took it has its descriptor no more, "p2 has an exclusive lock that p1 took (a.c:3)". */
function heldText(lock: Lock, look: Look): string {
    const holders = holdersOfLock(lock, look);
    const who = holders.length === 0 ? "nobody’s descriptor" : list(holders);
    const taken = holders.includes(lock.process) ? "" : ` that ${lock.process} took`;
    return `${who} ${holders.length > 1 ? "have" : "has"} ${lockText(lock)}${taken}${inPlace(lock.source)}`;
}

/** Who has a lock that excludes it; nobody, when it is about to be granted. */
function lockedText(state: State, wanted: WantedLock | null, id: ObjectId, look: Look): string {
    const holders = (state.objects.get(id)?.locks ?? []).filter((lock) => wanted !== null && conflict(wanted, lock));
    if (holders.length === 0) return `its lock on ${look.name(id)} is not granted yet`;
    return firstOf(holders.map((lock) => heldText(lock, look)));
}

/** Numbers that stand for nothing are passed over, or are reported at once (poll(2)). */
function readinessText(polled: readonly Polled[] | null, look: Look): string {
    const named = (polled ?? []).flatMap(({ fd, object, events }) =>
        object === null ? [] : [`${fd} (${look.name(object)}${events.length === 0 ? "" : `: ${events.join(" ")}`})`],
    );
    if (polled !== null && polled.length === 0) return "waiting for no descriptor, but time or a signal";
    return named.length === 0 ? "waiting until a descriptor is ready" : `waiting until ${firstOf(named, "or")} is ready`;
}

/** In the words of wait4(2) and waitid(2). */
function childText(state: State, awaits: AwaitsChild, tid: number): string {
    const { child, pid, group, stranger } = awaits;
    if (group) return `waiting for any child in ${pid === null ? "its own process group" : `process group ${pid}`} to end`;
    if (stranger === true) return `asked for ${child ?? `process ${pid}`}, which is no child of its own`;
    const ended = child !== null && (state.processes.get(child)?.exit ?? null) !== null;
    if (ended) return `its child ${child} has ended`;
    if (pid !== null) return `waiting for its child ${child ?? `process ${pid}`} to end`;
    const living = livingChildren(state, tid);
    return `waiting for any child to end${living.length === 0 ? "" : `: ${firstOf(living, "or")}`}`;
}

/** The children of the process to which the thread belongs. */
function livingChildren(state: State, tid: number): readonly ProcessId[] {
    const all = [...state.processes.values()];
    const waiter = all.find(({ threads }) => threads.has(tid));
    return waiter === undefined ? [] : all.filter(({ parent, exit }) => parent === waiter.id && exit === null).map(({ id }) => id);
}
