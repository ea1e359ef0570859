/** Threads that end while they have a mutex: with a robust one the kernel wakes the next (get_robust_list(2), kernel/futex/core.c). */
import type { ObjectId, ProcessId } from "../../model/identities";
import type { RobustListRecord } from "../../trace/record";
import type { Interpretation } from "../interpretation";
import type { Origin } from "../narration";
import type { Task } from "../tracedTasks";
import { isRobustMutex, ownerIn } from "./library";
import { foundFutex } from "./place";
import { firstVariable } from "./variables";

/** Also an exec: the memory with the mutex is left. */
export function endOwnership(interpretation: Interpretation, task: Task, origin: Origin): void {
    const { state, narration } = interpretation;
    const told = tellHeld(interpretation, task, origin);
    for (const object of [...state.objects.values()]) {
        if (object.kind !== "futex" || object.owner?.tid !== task.tid || object.owner.ended || told.has(object.id)) continue;
        if (object.owner.perhapsFree === true) continue;
        narration.tell({ ...origin, call: null, stack: 0 }, { kind: "futexOwnerEnded", object: object.id, robust: object.robust });
    }
}

export function seeRobustList({ tasks }: Interpretation, { tid, words }: RobustListRecord): void {
    const task = tasks.task(tid);
    if (task !== undefined) task.held = words;
}

/** Those that the kernel marks, also where nobody has waited yet: whose word has the thread's number. */
function tellHeld(interpretation: Interpretation, task: Task, origin: Origin): ReadonlySet<ObjectId> {
    const told = new Set<ObjectId>();
    for (const { address, bytes, variables } of task.held) {
        const word = viewOf(bytes);
        if (ownerIn(word) !== task.tid) continue;
        const type = isRobustMutex(word) ? "mutex" : "word";
        // The kernel wakes those who wait there without FUTEX_PRIVATE_FLAG.
        const found = foundFutex(interpretation, task, { address, private: false }, type, firstVariable(interpretation, viewOf(variables)));
        const memory = found.newObject?.place.memory;
        const reaching = memory === undefined || memory === null ? [] : whoReaches(interpretation, memory);
        interpretation.narration.tell(
            { ...origin, call: null, stack: 0 },
            { kind: "futexOwnerEnded", ...found, robust: true, ...(reaching.length > 0 && { reaching }) },
        );
        told.add(found.object);
    }
    task.held = [];
    return told;
}

function viewOf(bytes: Uint8Array): DataView {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function whoReaches({ state }: Interpretation, memory: ObjectId): readonly ProcessId[] {
    return [...state.processes.values()]
        .filter(
            ({ exit, space }) =>
                exit === null && [...(state.spaces.get(space)?.mappings.values() ?? [])].some(({ object }) => object === memory),
        )
        .map(({ id }) => id);
}
