/** What SEM_UNDO notes for the end of a process (semop(2)), and what SETVAL and SETALL leave of it (ipc/sem.c: both drop what was noted). */
import type { Mutable } from "../../mutable";
import type { RecentChange, SemaphoreSet, SemaphoreUndo, UndoOwner } from "./state";

type Changed = Mutable<SemaphoreSet>;

/** Notes that the end of those who share the list changes the semaphore; null: by how much is unknown. */
export function adjust(set: Changed, { undoList, process }: UndoOwner, index: number, by: number | null): void {
    const known = set.undo.get(undoList)?.adjustments ?? [];
    const before = known.find((each) => each.index === index);
    const sum = before === undefined ? by : before.change === null || by === null ? null : before.change + by;
    const others = known.filter((each) => each.index !== index);
    const adjustments = sum === 0 ? others : [...others, { index, change: sum }].sort((one, other) => one.index - other.index);
    if (adjustments.length === 0) set.undo.delete(undoList);
    else set.undo.set(undoList, { process, adjustments });
}

/** The semaphore was set. `orders`: what may have been done after that, one of these; the end undoes that alone. */
export function keepAdjustmentsAfter(set: Changed, index: number, orders: readonly (readonly RecentChange[])[]): void {
    dropAdjustments(set, index);
    const owners = new Map(orders.flat().flatMap(({ undo }) => (undo === undefined ? [] : [[undo.undoList, undo] as const])));
    for (const [list, owner] of owners) {
        const sums = new Set(orders.map((following) => noted(following, list)));
        const [sum, ...more] = sums;
        adjust(set, owner, index, sum === undefined || more.length > 0 ? null : sum);
    }
}

function noted(changes: readonly RecentChange[], list: string): number {
    return changes.filter(({ undo }) => undo?.undoList === list).reduce((sum, { change }) => sum - change, 0);
}

function dropAdjustments(set: Changed, index: number): void {
    for (const [list, { process, adjustments }] of set.undo) {
        const left = adjustments.filter((each) => each.index !== index);
        if (left.length === 0) set.undo.delete(list);
        else set.undo.set(list, { process, adjustments: left } satisfies SemaphoreUndo);
    }
}

/** The list was given back, or is nobody's any more: what overlaps its end cannot bring it back. */
export function forgetList(set: Changed, list: string): void {
    set.undo.delete(list);
    set.semaphores = set.semaphores.map((semaphore) => ({
        ...semaphore,
        recent: semaphore.recent.map(({ seq, change, undo }) =>
            undo === undefined || undo.undoList === list ? { seq, change } : { seq, change, undo },
        ),
    }));
}
