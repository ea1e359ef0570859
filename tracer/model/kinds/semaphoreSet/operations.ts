/** What semop(2) asks of a set: its operations, and how the kernel tries them (ipc/sem.c, perform_atomic_semop). */

/** struct sembuf. */
export interface SemaphoreOperation {
    /** Which semaphore of the set (sem_num). */
    readonly index: number;
    /** sem_op: added if it is positive, taken if it is negative; 0 waits until the semaphore is 0. */
    readonly change: number;
    /** SEM_UNDO. */
    readonly undo?: true;
    /** IPC_NOWAIT. */
    readonly noWait?: true;
}

/** Of a semaphore; null: unknown. */
type ValueOf = (index: number) => number | null;

/**
 * All or none: the place of the first operation that cannot be done after those before it. "none": all can be done. Null: some value
 * that decides is unknown.
 */
export function stopsAt(operations: readonly SemaphoreOperation[], valueOf: ValueOf): number | "none" | null {
    const changed = new Map<number, number>();
    for (const [place, { index, change }] of operations.entries()) {
        const value = changed.get(index) ?? valueOf(index);
        if (value === null) return null;
        if (change === 0 ? value !== 0 : value + change < 0) return place;
        changed.set(index, value + change);
    }
    return "none";
}

/** It only waits for zero (the kernel's pending_const; all others alter). */
export function altersNothing(operations: readonly SemaphoreOperation[]): boolean {
    return operations.every(({ change }) => change === 0);
}

/** "+1", "−2", "0". */
export function changeText(change: number): string {
    return change < 0 ? `−${-change}` : change === 0 ? "0" : `+${change}`;
}

/** "take 1 from semaphore 0", "add 2 to semaphore 1", "wait for 0 in semaphore 2". */
export function operationText({ index, change }: SemaphoreOperation): string {
    if (change === 0) return `wait until semaphore ${index} is 0`;
    return change < 0 ? `take ${-change} from semaphore ${index}` : `add ${change} to semaphore ${index}`;
}
