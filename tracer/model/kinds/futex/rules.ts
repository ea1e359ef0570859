/** How the queue of a futex changes, although calls may be seen to return in another order than that in which the kernel did them. */
import type { EventBase } from "../../eventBase";
import type { ProcessId } from "../../identities";
import type { Mutable } from "../../mutable";
import type { CallBlocked } from "../../owners/call";
import type { FutexLocked, FutexOwnerEnded, FutexRequeued, FutexWaited, FutexWoke } from "./events";
import type { Futex, FutexReading, FutexThread, FutexWaiter } from "./state";

type Changed = Mutable<Futex>;

function use(futex: Changed, process: ProcessId): void {
    if (!futex.users.includes(process)) futex.users.push(process);
}

/** A wait begins; it stands there as often as its call names the word. */
export function beginWaiting(futex: Changed, event: CallBlocked): void {
    const { seq, process, tid, source = null, object, also = [], awaits } = event;
    const words = awaits.what !== "futex" ? [] : (awaits.words ?? (awaits.word === undefined ? [] : [awaits.word]));
    for (const [place, wait] of words.entries()) {
        if (([object, ...also][place] ?? null) !== futex.id) continue;
        const { address, operation, expected, bitset } = wait;
        futex.waiters.push({ process, tid, began: seq, source, address, operation, expected, bitset });
        use(futex, process);
        learn(futex, wait.reading);
        futex.name ??= wait.name ?? null;
    }
}

/** It failed, was interrupted, or will never return. */
export function stopWaiting(futex: Changed, tid: number): void {
    futex.waiters = futex.waiters.filter((waiter) => waiter.tid !== tid);
    forgetTooMany(futex);
}

/** Who never returns, or has stood there twice, may be one of those that were woken. */
function forgetTooMany(futex: Changed): void {
    while (wokenAndWaiting(futex) > futex.waiters.length) consume(futex, null);
}

/** The same call was woken at another word. */
export function leaveQueue(futex: Changed, { tid, also = [] }: FutexWaited): void {
    stopWaiting(futex, tid);
    if (!also.some(({ object, perhapsWoken }) => object === futex.id && perhapsWoken === true)) return;
    futex.uncertain = true;
    futex.wakes = [];
    futex.early = [];
}

function learn(futex: Changed, { value, owner, robust, parties }: FutexReading): void {
    futex.value = value;
    if (parties !== null) futex.parties = parties;
    if (robust) futex.robust = true;
    if (owner === null) {
        futex.owner = null;
        return;
    }
    const { tid, process, ended = false } = owner;
    const source = futex.lastReturned?.tid === tid ? futex.lastReturned.source : null;
    const before = futex.owner?.tid === tid ? futex.owner : null;
    const isOver = ended || (before?.ended === true && before.process === process);
    futex.owner = { tid, process, source: before?.source ?? source, ended: isOver };
}

export function endWaiting(futex: Changed, event: FutexWaited): void {
    const { process, tid, seq, by } = event;
    const [waiter, ...again] = futex.waiters.filter((each) => each.tid === tid);
    use(futex, process);
    futex.waiters = futex.waiters.filter((each) => each.tid !== tid);
    if (event.early === true && !futex.uncertain) futex.early.push(...[waiter, ...again].map(() => ({ process, tid, seq })));
    else consume(futex, by);
    forgetTooMany(futex);
    futex.lastReturned = { process, tid, source: waiter?.source ?? event.source ?? null };
}

/** One of those that a wake has woken has returned; null: of any of them. */
function consume(futex: Changed, by: FutexThread | null): void {
    const chosen = futex.wakes.find((wake) => by === null || wake.tid === by.tid) ?? futex.wakes[0];
    const mixed = by === null && futex.wakes.some(({ tid }) => tid !== chosen?.tid);
    futex.wakes = futex.wakes.flatMap((wake) => {
        const left = wake === chosen ? wake.left - 1 : wake.left;
        return left === 0 ? [] : [{ ...wake, left, ...(mixed && { mixed }) }];
    });
}

export function wake(futex: Changed, event: FutexWoke): void {
    const { process, tid, woken, source = null } = event;
    use(futex, process);
    futex.value = event.reading.value;
    if (futex.lastReturned?.tid === tid) futex.lastReturned = null;
    giveUp(futex, tid);
    if (woken > 0) futex.lastWake = { process, tid, woken, source };
    if (!futex.uncertain) addWake(futex, event, woken);
}

/** Who wakes has unlocked it; another owner, whom somebody has seen meanwhile, has it after that. */
export function giveUp(futex: Changed, tid: number): void {
    if (futex.owner?.tid === tid) futex.owner = null;
}

function addWake(futex: Changed, { process, tid, seq, source }: EventBase, woken: number): void {
    const returned = Math.min(woken, futex.early.length);
    futex.early = futex.early.slice(returned);
    // Processes that are not traced may have waited, too.
    const left = Math.min(woken - returned, futex.waiters.length - wokenAndWaiting(futex));
    if (left > 0) futex.wakes.push({ process, tid, seq, source: source ?? null, left });
}

/** Threads that were woken and whose call has not returned. */
export function wokenAndWaiting({ wakes }: Pick<Futex, "wakes">): number {
    return wakes.reduce((sum, { left }) => sum + left, 0);
}

/** Those that such a waker wakes. */
export function waitingFor({ waiters }: Pick<Futex, "waiters">, bitset: number): readonly FutexWaiter[] {
    return waiters.filter((waiter) => (waiter.bitset & bitset) !== 0);
}

export function requeue(futex: Changed, event: FutexRequeued): void {
    use(futex, event.process);
    if (!futex.uncertain) addWake(futex, event, event.woken);
    futex.waiters = futex.waiters.filter(({ tid }) => !event.moved.some((each) => each.tid === tid));
}

/** At the other word. */
export function receive(futex: Changed, { moved, process }: FutexRequeued): void {
    for (const waiter of moved) futex.waiters.push({ ...waiter, moved: true });
    use(futex, process);
    for (const waiter of moved) use(futex, waiter.process);
}

export function lock(futex: Changed, { process, tid, source }: FutexLocked): void {
    futex.waiters = futex.waiters.filter((each) => each.tid !== tid);
    use(futex, process);
    futex.owner = { tid, process, source: source ?? null, ended: false, ...(futex.waiters.length === 0 && { perhapsFree: true }) };
}

export function endOwner(futex: Changed, event: FutexOwnerEnded): void {
    const { process, tid, robust, reaching = [] } = event;
    const source = futex.owner?.tid === tid ? futex.owner.source : null;
    futex.owner = { tid, process, source, ended: true };
    futex.robust = robust;
    for (const each of reaching) use(futex, each);
    if (robust && futex.waiters.length > wokenAndWaiting(futex)) addWake(futex, event, 1);
}
