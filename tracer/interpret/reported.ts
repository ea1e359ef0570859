/** What poll(2) and its like have reported to threads: several may be woken for what only one of them gets. */
import type { ObjectId, ProcessId } from "../model/identities";
import type { Interpretation } from "./interpretation";
import type { Task } from "./tracedTasks";

/** A call reported these objects to the thread; what was reported to it before counts no more. */
export function rememberReported({ reportedTo }: Interpretation, task: Task, objects: Iterable<ObjectId | null>): void {
    const { id } = task.process;
    task.reported.clear();
    for (const object of objects) {
        if (object === null) continue;
        task.reported.add(object);
        // Reported to the same process again, it is another time.
        const others = reportedTo.get(object) ?? [];
        reportedTo.set(object, others.includes(id) ? [id] : [...others, id]);
    }
}

/**
 * The object was reported to the thread, which has got nothing from it since, and now finds that it would have to wait: the
 * other processes to which it was reported. Empty where that is not so.
 */
export function reportedToOthers(
    { reportedTo }: Interpretation,
    { reported, process }: Task,
    object: ObjectId | null,
): readonly ProcessId[] {
    if (object === null || !reported.delete(object)) return [];
    return (reportedTo.get(object) ?? []).filter((id) => id !== process.id);
}
