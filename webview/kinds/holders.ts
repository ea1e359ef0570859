/** Who holds which end of which object, waits there, or waits for it without a descriptor: found once for the whole scene. */
import { endsOf } from "../../tracer/model/openFlags";
import { awaitedObjects } from "../../tracer/model/awaitedObjects";
import type { Wait } from "../../tracer/model/awaits";
import type { ObjectId, ProcessId } from "../../tracer/model/identities";
import type { State } from "../../tracer/model/state";
import type { Mapping } from "../../tracer/model/owners/space";
import { mappingsOf, objectUses, threadTables, waitsOf, type ObjectUse } from "../card/processFacts";

export interface HolderWait extends Wait {
    readonly process: ProcessId;
}

export interface HolderUse extends ObjectUse {
    readonly process: ProcessId;
}

export interface HolderMapping extends Mapping {
    readonly process: ProcessId;
}

export interface Holders {
    /** "p2 fd 1", "p1 fd 0 (waits)": descriptors through which one can read. */
    readonly read: string[];
    readonly write: string[];
    /** Calls that wait for it, through a descriptor or without one. */
    readonly waits: HolderWait[];
    /** Who uses it without a descriptor. */
    readonly users: HolderUse[];
    /** In whose memory it is, and where. */
    readonly mappings: HolderMapping[];
}

export function holdersOf(state: State): ReadonlyMap<ObjectId, Holders> {
    const holders = new Map<ObjectId, Holders>();
    const of = (id: ObjectId): Holders => {
        const known = holders.get(id) ?? { read: [], write: [], waits: [], users: [], mappings: [] };
        holders.set(id, known);
        return known;
    };
    const tablesSeen = new Set<string>();
    for (const process of state.processes.values()) {
        const waits = waitsOf(process);
        for (const wait of waits) for (const id of awaitedObjects(wait)) of(id).waits.push({ ...wait, process: process.id });
        for (const use of objectUses(process)) of(use.object).users.push({ ...use, process: process.id });
        if (process.exit !== null) continue;
        for (const mapping of mappingsOf(state, process)) of(mapping.object).mappings.push({ ...mapping, process: process.id });
        for (const [index, { table, tids }] of threadTables(state, process).entries()) {
            const holder = index === 0 ? process.id : `${process.id} thread ${tids[0]}`;
            // Processes that share a table hold its descriptors once.
            if (tablesSeen.has(table.id)) continue;
            tablesSeen.add(table.id);
            const awaited = new Set(waits.filter(({ tid }) => tids.includes(tid)).map((wait) => wait.fd));
            for (const { fd, description: id } of table.descriptors.values()) {
                const description = state.descriptions.get(id);
                if (description === undefined) continue;
                for (const end of endsOf(description)) {
                    of(description.object)[end].push(`${holder} fd ${fd}${awaited.has(fd) ? " (waits)" : ""}`);
                }
            }
        }
    }
    return holders;
}
