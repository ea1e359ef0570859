/** Who holds which end of which pipe, and waits there: found once for the whole scene. */
import type { AccessMode, ObjectId, State } from "../../tracer/model/state";

export interface Holders {
    readonly read: string[];
    readonly write: string[];
}

export function pipeHolders(state: State): ReadonlyMap<ObjectId, Holders> {
    const holders = new Map<ObjectId, Holders>();
    const tablesSeen = new Set<string>();
    for (const process of state.processes.values()) {
        const table = state.tables.get(process.table);
        if (process.exit !== null || table === undefined || tablesSeen.has(table.id)) continue;
        // Processes that share a table hold its descriptors once.
        tablesSeen.add(table.id);
        const awaited = new Set([...process.waits.values()].map((wait) => wait.fd));
        for (const { fd, description: id } of table.descriptors.values()) {
            const description = state.descriptions.get(id);
            if (description === undefined) continue;
            const known = holders.get(description.object) ?? { read: [], write: [] };
            holders.set(description.object, known);
            for (const end of endsOf(description.access)) known[end].push(`${process.id} fd ${fd}${awaited.has(fd) ? " (waits)" : ""}`);
        }
    }
    return holders;
}

function endsOf(access: AccessMode): readonly ("read" | "write")[] {
    return access === "read-write" ? ["read", "write"] : [access];
}
