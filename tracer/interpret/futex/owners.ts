/** Threads that end while they have a mutex: with a robust one the kernel wakes the next (get_robust_list(2), kernel/futex/core.c). */
import type { Interpretation } from "../interpretation";
import type { Origin } from "../narration";
import type { Task } from "../tracedTasks";

/** Also an exec: the memory with the mutex is left. */
export function endOwnership({ state, narration }: Interpretation, task: Task, origin: Origin): void {
    for (const object of [...state.objects.values()]) {
        if (object.kind !== "futex" || object.owner?.tid !== task.tid || object.owner.ended) continue;
        narration.tell({ ...origin, call: null, stack: 0 }, { kind: "futexOwnerEnded", object: object.id, robust: object.robust });
    }
}
