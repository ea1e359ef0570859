/** How semaphores change (ipc/sem.c), although calls may be seen to return in another order than that in which the kernel did them. */
import type { Mutable } from "../../mutable";
import type { CallBlocked } from "../../owners/call";
import type { SemaphoreChanged, SemaphoresSet, SemaphoresTold, SemaphoresUndone } from "./events";
import { adjust, forgetList, keepAdjustmentsAfter } from "./adjustments";
import { altersNothing, stopsAt, type SemaphoreOperation } from "./operations";
import { unusedSemaphore, type RecentChange, type Semaphore, type SemaphoreSet, type SemaphoreWaiter, type UndoOwner } from "./state";

type Changed = Mutable<SemaphoreSet>;
type Changing = Pick<SemaphoreChanged, "seq" | "pid" | "process">;

/** More are not remembered; calls that overlap more of them leave the value unknown. */
const rememberedChanges = 8;
/** SEMVMX (sysvipc(7)). */
const largest = 32767;

/** A semop(2) begins. */
export function beginWaiting(set: Changed, event: CallBlocked): void {
    if (event.awaits.what !== "semaphores") return;
    const { seq, process, tid, source, awaits } = event;
    set.waiters.push(
        tried(set, { process, tid, began: seq, source: source ?? null, operations: awaits.operations, sleepsAt: null, ready: null }, seq),
    );
}

/** It failed, or will never return. */
export function stopWaiting(set: Changed, tid: number): void {
    set.waiters = set.waiters.filter((waiter) => waiter.tid !== tid);
}

/** semop(2) was done, or one semaphore was set. */
export function change(set: Changed, event: SemaphoreChanged): void {
    const { operations, index, value } = event;
    if (operations === undefined) {
        setTo(set, index, value, event);
    } else if (operations.length === 0) {
        forgetValues(set);
    } else {
        operate(set, operations, event);
    }
    reconsider(set, event.seq, operations);
}

function operate(set: Changed, operations: readonly SemaphoreOperation[], event: SemaphoreChanged): void {
    const waiter = set.waiters.find(({ tid }) => tid === event.tid);
    stopWaiting(set, event.tid);
    // One that could not be done before was done after all that was seen so far.
    const since = waiter === undefined ? (event.began ?? event.seq) : (waiter.ready ?? event.seq);
    const owner = event.undoList === undefined ? undefined : { undoList: event.undoList, process: event.process };
    for (const operation of operations) {
        const { index, change: by } = operation;
        const undo = operation.undo === true ? owner : undefined;
        add(set, index, by, since, event, undo);
        // Whether it was set before or after this was done is unknown.
        const isNoted = semaphoreAt(set, index).setAt <= since;
        if (undo !== undefined) adjust(set, undo, index, isNoted ? -by : null);
    }
}

/** `since`: what has changed the semaphore after this event may have come after this one. */
function add(set: Changed, index: number, by: number, since: number, event: Changing, undo?: UndoOwner): void {
    const before = semaphoreAt(set, index);
    const sum = before.value === null ? null : before.value - before.ahead + by;
    const others = (before.recent.at(-1)?.seq ?? 0) > since && before.recent.at(-1)?.seq !== event.seq;
    // Who took what was not there did it after whoever adds it now.
    const isLast = !others;
    const wasBefore = others && by > 0 && before.ahead > 0;
    const last = isLast
        ? { lastPid: event.pid, lastProcess: event.process }
        : wasBefore
          ? { lastPid: before.lastPid, lastProcess: before.lastProcess }
          : { lastPid: null, lastProcess: null };
    put(set, index, {
        value: sum === null ? null : Math.max(sum, 0),
        ahead: sum === null ? 0 : Math.max(-sum, 0),
        ...last,
        recent: [...before.recent, { seq: event.seq, change: by, ...(undo === undefined ? {} : { undo }) }].slice(-rememberedChanges),
        setAt: before.setAt,
    });
}

/** SETVAL, SETALL: what overlaps it came before or after, as far as that can be told. */
function setTo(set: Changed, index: number, value: number | null, event: Changing & { readonly began?: number }): void {
    const { seq, pid, process, began } = event;
    const before = semaphoreAt(set, index);
    const meanwhile = began === undefined ? [] : before.recent.filter((each) => each.seq > began);
    const last = meanwhile.length === 0 ? { lastPid: pid, lastProcess: process } : { lastPid: null, lastProcess: null };
    const mayPrecede = set.waiters.some(
        ({ ready, operations }) => ready !== null && (operations ?? []).some((each) => each.index === index && each.change !== 0),
    );
    const orders = value === null ? [] : possibleOrders(before, meanwhile, value);
    put(set, index, {
        value: mayPrecede || value === null ? null : settled(orders, value),
        ahead: 0,
        ...last,
        recent: [{ seq, change: 0 }],
        setAt: seq,
    });
    keepAdjustmentsAfter(set, index, value === null ? placesIn(meanwhile).map((place) => meanwhile.slice(place)) : orders);
}

/** Of these changes, those that came after the semaphore was set: each way in which that can have been. */
function possibleOrders(before: Semaphore, changes: readonly RecentChange[], value: number): readonly (readonly RecentChange[])[] {
    const first = before.value === null ? null : before.value - before.ahead - sumOf(changes);
    return placesIn(changes)
        .filter((place) => first === null || isPossible(first, changes.slice(0, place)))
        .map((place) => changes.slice(place))
        .filter((following) => isPossible(value, following));
}

/** Before each of them, and after the last. */
function placesIn(changes: readonly RecentChange[]): readonly number[] {
    return Array.from({ length: changes.length + 1 }, (_, place) => place);
}

function sumOf(changes: readonly RecentChange[]): number {
    return changes.reduce((sum, { change: by }) => sum + by, 0);
}

/** What the semaphore is after it was set at some moment among others' changes; null: that depends on when. */
function settled(orders: readonly (readonly RecentChange[])[], value: number): number | null {
    const [result, ...more] = new Set(orders.map((following) => value + sumOf(following)));
    return result === undefined || more.length > 0 ? null : result;
}

function isPossible(start: number, changes: readonly RecentChange[]): boolean {
    let value = start;
    for (const { change: by } of changes) {
        if (by === 0 ? value !== 0 : value + by < 0) return false;
        value += by;
    }
    return true;
}

export function setAll(set: Changed, event: SemaphoresSet): void {
    if (event.values.length === 0) {
        forgetValues(set);
        set.undo.clear();
    }
    for (const [index, value] of event.values.entries()) setTo(set, index, value, event);
    reconsider(set, event.seq, undefined);
}

export function learn(set: Changed, { seq, values }: SemaphoresTold): void {
    for (const { index, value } of values) {
        const known = semaphoreAt(set, index);
        const mayBeDone = set.waiters.some(
            ({ ready, operations }) => ready !== null && (operations ?? []).some((each) => each.index === index),
        );
        if (known.value === null && !mayBeDone) put(set, index, { ...known, value });
    }
    reconsider(set, seq, undefined);
}

/** The kernel adds each adjustment, and keeps the value between 0 and SEMVMX (exit_sem). */
export function undo(set: Changed, event: SemaphoresUndone): void {
    forgetList(set, event.undoList);
    for (const { index, change: by } of event.adjustments) {
        if (by === null) {
            put(set, index, { ...unusedSemaphore(null), setAt: semaphoreAt(set, index).setAt });
            continue;
        }
        add(set, index, by, event.seq, event);
        const { value, ahead } = semaphoreAt(set, index);
        const tooSmall = by < 0 && ahead > 0;
        if (tooSmall || (value ?? 0) > largest) put(set, index, { ...semaphoreAt(set, index), value: tooSmall ? 0 : largest, ahead: 0 });
    }
    reconsider(set, event.seq, undefined);
}

/** The kernel tries again what sleeps: those that alter after each change, those that wait for zero when something is 0. */
function reconsider(set: Changed, seq: number, changed: readonly SemaphoreOperation[] | undefined): void {
    const isZero = (index: number): boolean => semaphoreAt(set, index).value === 0;
    const gotZero = changed === undefined ? set.semaphores.some(({ value }) => value === 0) : changed.some(({ index }) => isZero(index));
    set.waiters = set.waiters.map((waiter) => {
        const stays = waiter.operations !== null && altersNothing(waiter.operations) && !gotZero && waiter.ready === null;
        return stays ? waiter : tried(set, waiter, seq);
    });
}

function tried(set: Changed, waiter: SemaphoreWaiter, seq: number): SemaphoreWaiter {
    const place = waiter.operations === null ? null : stopsAt(waiter.operations, (index) => semaphoreAt(set, index).value);
    if (typeof place === "number") return { ...waiter, sleepsAt: place, ready: null };
    return { ...waiter, sleepsAt: null, ready: waiter.ready ?? seq };
}

function forgetValues(set: Changed): void {
    set.semaphores = set.semaphores.map(() => unusedSemaphore(null));
}

export function semaphoreAt({ semaphores }: Pick<SemaphoreSet, "semaphores">, index: number): Semaphore {
    return semaphores[index] ?? unusedSemaphore(null);
}

function put(set: Changed, index: number, semaphore: Semaphore): void {
    while (set.semaphores.length < index) set.semaphores.push(unusedSemaphore(null));
    set.semaphores[index] = semaphore;
}
