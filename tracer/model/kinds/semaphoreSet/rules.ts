/** How semaphores change (ipc/sem.c), although calls may be seen to return in another order than that in which the kernel did them. */
import type { Mutable } from "../../mutable";
import type { CallBlocked } from "../../owners/call";
import type { SemaphoreChanged, SemaphoresSet, SemaphoresTold, SemaphoresUndone } from "./events";
import { altersNothing, stopsAt, type SemaphoreOperation } from "./operations";
import { unusedSemaphore, type Semaphore, type SemaphoreSet, type SemaphoreUndo, type SemaphoreWaiter } from "./state";

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
        dropAdjustments(set, index);
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
    for (const { index, change: by } of operations) add(set, index, by, since, event);
    const { undoList } = event;
    if (undoList === undefined) return;
    for (const { index, change: by, undo } of operations) if (undo === true) adjust(set, undoList, index, -by, event);
}

/** `since`: what has changed the semaphore after this event may have come after this one. */
function add(set: Changed, index: number, by: number, since: number, event: Changing): void {
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
        recent: [...before.recent, { seq: event.seq, change: by }].slice(-rememberedChanges),
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
    const known =
        mayPrecede || value === null
            ? null
            : settled(
                  before,
                  meanwhile.map((each) => each.change),
                  value,
              );
    put(set, index, { value: known, ahead: 0, ...last, recent: [{ seq, change: 0 }] });
}

/** What the semaphore is after it was set at some moment among these changes; null: that depends on when. */
function settled(before: Semaphore, changes: readonly number[], value: number): number | null {
    const all = changes.reduce((sum, by) => sum + by, 0);
    const first = before.value === null ? null : before.value - before.ahead - all;
    const results = new Set<number>();
    for (let place = 0; place <= changes.length; place += 1) {
        const preceded = first === null || isPossible(first, changes.slice(0, place));
        const following = changes.slice(place);
        if (preceded && isPossible(value, following)) results.add(following.reduce((sum, by) => sum + by, value));
    }
    const [result, ...more] = results;
    return result === undefined || more.length > 0 ? null : result;
}

function isPossible(start: number, changes: readonly number[]): boolean {
    let value = start;
    for (const by of changes) {
        if (by === 0 ? value !== 0 : value + by < 0) return false;
        value += by;
    }
    return true;
}

export function setAll(set: Changed, event: SemaphoresSet): void {
    if (event.values.length === 0) forgetValues(set);
    for (const [index, value] of event.values.entries()) setTo(set, index, value, event);
    set.undo.clear();
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
    set.undo.delete(event.undoList);
    for (const { index, change: by } of event.adjustments) {
        add(set, index, by, event.seq, event);
        const { value, ahead } = semaphoreAt(set, index);
        const tooSmall = by < 0 && ahead > 0;
        if (tooSmall || (value ?? 0) > largest) put(set, index, { ...semaphoreAt(set, index), value: tooSmall ? 0 : largest, ahead: 0 });
    }
    reconsider(set, event.seq, undefined);
}

function adjust(set: Changed, list: string, index: number, by: number, { process }: Changing): void {
    const known = set.undo.get(list)?.adjustments ?? [];
    const sum = (known.find((each) => each.index === index)?.change ?? 0) + by;
    const others = known.filter((each) => each.index !== index);
    const adjustments = sum === 0 ? others : [...others, { index, change: sum }].sort((one, other) => one.index - other.index);
    if (adjustments.length === 0) set.undo.delete(list);
    else set.undo.set(list, { process, adjustments });
}

function dropAdjustments(set: Changed, index: number): void {
    for (const [list, { process, adjustments }] of set.undo) {
        const left = adjustments.filter((each) => each.index !== index);
        if (left.length === 0) set.undo.delete(list);
        else set.undo.set(list, { process, adjustments: left } satisfies SemaphoreUndo);
    }
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
