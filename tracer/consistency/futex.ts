/** Futexes (futex(7)): who goes on was woken, and no more are woken than waited. */
import { wokenAndWaiting } from "../model/kinds/futex/rules";
import type { Futex } from "../model/kinds/futex/state";
import type { State } from "../model/state";
import type { KindRules } from "./kindRule";

export const futexRules: KindRules<Futex> = {
    event(event, futex, { before }) {
        if (!isAmongTraced(futex, before) || futex.uncertain) return [];
        const { id, waiters, early } = futex;
        if (event.kind === "futexWaited" && event.early !== true && wokenAndWaiting(futex) === 0) {
            return [`${event.process} went on at ${id} although nobody woke it`];
        }
        const possible = waiters.length - wokenAndWaiting(futex) + early.length;
        return event.kind === "futexWoke" && event.woken > Math.max(possible, 0)
            ? [`${event.process} woke ${event.woken} at ${id}, where ${possible} waited`]
            : [];
    },
    ready: (futex, { tid }) => {
        if (futex.uncertain) return null;
        const { id, waiters } = futex;
        const areAllWoken = waiters.length > 0 && wokenAndWaiting(futex) >= waiters.length;
        return areAllWoken && waiters.some((waiter) => waiter.tid === tid) ? `it was woken at ${id}` : null;
    },
};

/** Nobody who is not traced can reach it. */
function isAmongTraced({ place: { memory } }: Futex, { objects }: State): boolean {
    return memory === null || objects.get(memory)?.kind === "anonymousMemory";
}
