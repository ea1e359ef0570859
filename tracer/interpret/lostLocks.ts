/** What closing a descriptor takes from a process beside the descriptor. */
import type { KernelObject } from "../model/kindTypes";
import type { Lock } from "../model/owners/lock";
import { tableOf } from "../model/owners/lookups";
import type { Interpretation } from "./interpretation";
import type { Task } from "./tracedTasks";

/** What the process's closing of a descriptor takes from it: all its record locks on that file (locks_remove_posix). */
export function lostLocks(interpretation: Interpretation, task: Task, { locks }: KernelObject): { readonly locksLost?: readonly Lock[] } {
    const owner = tableOf(interpretation.state, task.process.id, task.tid)?.id;
    const lost = locks.filter((each) => each.owner === owner);
    return lost.length === 0 ? {} : { locksLost: lost };
}
