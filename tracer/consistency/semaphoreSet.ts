/** System V semaphore sets (sysvipc(7)): nothing taken that was not there, and nobody left waiting who can go on. */
import type { SemaphoreSet } from "../model/kinds/semaphoreSet/state";
import type { KindRules } from "./kindRule";

/** SEMVMX (sysvipc(7)). */
const largest = 32767;

export const semaphoreSetRules: KindRules<SemaphoreSet> = {
    ready({ id, semaphores, waiters }, { tid }) {
        const waiter = waiters.find((each) => each.tid === tid);
        const operations = waiter?.operations ?? null;
        const isKnown = operations?.every(({ index }) => (semaphores[index]?.value ?? null) !== null) === true;
        return isKnown && waiter !== undefined && waiter.ready !== null ? `all that it is to do to ${id} can be done` : null;
    },
    object({ id, semaphores, waiters, undo }, _look, state) {
        const tooLarge = semaphores.flatMap(({ value }, index) =>
            value !== null && value > largest ? [`semaphore ${index} of ${id} is ${value}`] : [],
        );
        // Who is about to add shows as a waiter, or runs; who has ended may have left something to undo.
        const mayBeAdded = waiters.some(({ operations }) => operations === null || operations.some(({ change }) => change > 0));
        const isQuiet = [...state.processes.values()].every((process) => process.state !== "running");
        if (mayBeAdded || undo.size > 0 || !isQuiet) return tooLarge;
        const missing = semaphores.flatMap(({ ahead }, index) =>
            ahead > 0 ? [`${ahead} was taken from semaphore ${index} of ${id} that nobody added`] : [],
        );
        return [...tooLarge, ...missing];
    },
};
