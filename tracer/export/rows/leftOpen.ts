/** Which events made descriptors that nobody closed. */
import { advance } from "../../model/apply";
import { Draft } from "../../model/draft";
import type { EventKind } from "../../model/event";
import type { ProcessId } from "../../model/identities";
import { tablesOf } from "../../model/owners/lookups";
import type { State } from "../../model/state";
import type { RecordedTrace } from "../../review/recordedTrace";

/** Most events of most traces: they change what is in objects and who waits, and no descriptor. */
export const leavesDescriptors: ReadonlySet<EventKind> = new Set(["bytesWritten", "bytesRead", "callBlocked", "callResumed"]);

/**
 * By the seq of the event that made them: how many descriptors, copies that a fork made too, were open when their process ended, or when the
 * trace did.
 */
export function leftOpen(trace: RecordedTrace): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    const draft = new Draft();
    for (let seq = 1; seq <= trace.length; seq++) {
        if (leavesDescriptors.has(trace.events.kind(seq))) continue;
        const event = trace.event(seq);
        if (event.kind === "processExited") count(draft.now, event.process, counts);
        advance(draft, event);
    }
    for (const process of draft.now.processes.values()) if (process.exit === null) count(draft.now, process.id, counts);
    return counts;
}

function count(state: State, id: ProcessId, counts: Map<number, number>): void {
    const process = state.processes.get(id);
    for (const table of process === undefined ? [] : tablesOf(state, process)) {
        if (table.users > (process?.threads.size ?? 0)) continue; // Others have it, too, and go on.
        for (const { since } of table.descriptors.values()) counts.set(since, (counts.get(since) ?? 0) + 1);
    }
}
