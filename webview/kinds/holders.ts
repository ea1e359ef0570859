/** Who holds which end of which object, waits there, or waits for it without a descriptor: found once for the whole scene. */
import { endsOf } from "../../tracer/model/openFlags";
import type { ObjectId } from "../../tracer/model/identities";
import type { State } from "../../tracer/model/state";
import { threadTables, waitsOf } from "../card/processFacts";

export interface Holders {
    /** "p2 fd 1", "p1 fd 0 (waits)": descriptors through which one can read. */
    readonly read: string[];
    readonly write: string[];
    /** Processes that wait for it by another way than a descriptor: in open(2) of a FIFO, say. */
    readonly waiting: string[];
}

export function holdersOf(state: State): ReadonlyMap<ObjectId, Holders> {
    const holders = new Map<ObjectId, Holders>();
    const of = (id: ObjectId): Holders => {
        const known = holders.get(id) ?? { read: [], write: [], waiting: [] };
        holders.set(id, known);
        return known;
    };
    const tablesSeen = new Set<string>();
    for (const process of state.processes.values()) {
        const waits = waitsOf(process);
        for (const wait of waits) {
            if (wait.object !== null && wait.fd === null) of(wait.object).waiting.push(process.id);
        }
        if (process.exit !== null) continue;
        for (const { table, tids } of threadTables(state, process)) {
            // Processes that share a table hold its descriptors once.
            if (tablesSeen.has(table.id)) continue;
            tablesSeen.add(table.id);
            const awaited = new Set(waits.filter(({ tid }) => tids.includes(tid)).map((wait) => wait.fd));
            for (const { fd, description: id } of table.descriptors.values()) {
                const description = state.descriptions.get(id);
                if (description === undefined) continue;
                for (const end of endsOf(description)) {
                    of(description.object)[end].push(`${process.id} fd ${fd}${awaited.has(fd) ? " (waits)" : ""}`);
                }
            }
        }
    }
    return holders;
}
