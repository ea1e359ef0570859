/** Who holds which end of which pipe, waits there, or waits to open it: found once for the whole scene. */
import { endsOf } from "../../tracer/model/openFlags";
import type { ObjectId, State } from "../../tracer/model/state";

export interface Holders {
    readonly read: string[];
    readonly write: string[];
    /** FIFOs: processes that wait in open. */
    readonly opening: string[];
}

export function pipeHolders(state: State): ReadonlyMap<ObjectId, Holders> {
    const holders = new Map<ObjectId, Holders>();
    const holdersOf = (id: ObjectId): Holders => {
        const known = holders.get(id) ?? { read: [], write: [], opening: [] };
        holders.set(id, known);
        return known;
    };
    const tablesSeen = new Set<string>();
    for (const process of state.processes.values()) {
        for (const wait of process.waits.values()) {
            if (wait.object !== null && wait.fd === null) holdersOf(wait.object).opening.push(process.id);
        }
        const table = state.tables.get(process.table);
        if (process.exit !== null || table === undefined || tablesSeen.has(table.id)) continue;
        // Processes that share a table hold its descriptors once.
        tablesSeen.add(table.id);
        const awaited = new Set([...process.waits.values()].map((wait) => wait.fd));
        for (const { fd, description: id } of table.descriptors.values()) {
            const description = state.descriptions.get(id);
            if (description === undefined) continue;
            for (const end of endsOf(description)) {
                holdersOf(description.object)[end].push(`${process.id} fd ${fd}${awaited.has(fd) ? " (waits)" : ""}`);
            }
        }
    }
    return holders;
}
