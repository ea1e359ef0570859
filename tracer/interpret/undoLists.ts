/** What SEM_UNDO noted is given back when the last thread with the same list ends, or leaves it (ipc/sem.c, exit_sem). */
import type { Interpretation } from "./interpretation";
import type { Origin } from "./narration";
import type { Task } from "./tracedTasks";

/** The thread has this list no more. */
export function leaveUndoList(interpretation: Interpretation, task: Task, origin: Origin): void {
    const { tasks, narration, state } = interpretation;
    const { undoList } = task;
    if (!tasks.sharesUndoList(task)) {
        const sets = [...state.objects.values()].filter((object) => object.kind === "semaphoreSet");
        for (const { id, undo } of sets) {
            const adjustments = undo.get(undoList)?.adjustments;
            if (adjustments !== undefined) narration.tell(origin, { kind: "semaphoresUndone", object: id, undoList, adjustments });
        }
    }
    task.undoList = tasks.newUndoList();
}
