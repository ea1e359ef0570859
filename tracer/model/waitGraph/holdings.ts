/** Who has which end of which object, by which descriptor, and whether it has ever used it. */
import type { ObjectId, ProcessId, TableId } from "../identities";
import type { KernelObject } from "../kindTypes";
import { endsOf, type End } from "../openFlags";
import type { Descriptor, DescriptorTable, Provenance } from "../owners/descriptorTable";
import { tablesOf } from "../owners/lookups";
import type { Process } from "../owners/process";
import { isCopy, provenanceOf } from "../owners/provenance";
import type { State } from "../state";

/** A descriptor for one end of an object. */
export interface Holding {
    readonly process: Process;
    readonly table: TableId;
    readonly fd: number;
    readonly object: KernelObject;
    readonly end: End;
    readonly onlyEnd: boolean;
    /** How its process came by it, if by the copy that a fork made of its table. */
    readonly fork: Provenance | null;
    readonly used: boolean;
}

/** Descriptors of tables that several processes share belong to none of them alone: whoever uses them, uses them for all. */
export function holdingsByObject(state: State): ReadonlyMap<ObjectId, readonly Holding[]> {
    const holdings = new Map<ObjectId, Holding[]>();
    for (const process of state.processes.values()) {
        if (process.exit !== null) continue;
        for (const table of tablesOf(state, process)) {
            const isShared = table.users > [...process.threads.values()].filter((thread) => thread.table === table.id).length;
            for (const descriptor of table.descriptors.values()) {
                for (const holding of holdingsOf(state, process, table, descriptor, isShared)) {
                    const known = holdings.get(holding.object.id);
                    if (known === undefined) holdings.set(holding.object.id, [holding]);
                    else known.push(holding);
                }
            }
        }
    }
    return holdings;
}

function holdingsOf(state: State, process: Process, table: DescriptorTable, descriptor: Descriptor, isShared: boolean): readonly Holding[] {
    const description = state.descriptions.get(descriptor.description);
    const object = description === undefined ? undefined : state.objects.get(description.object);
    if (description === undefined || object === undefined) return [];
    const ends = endsOf(description);
    const base = {
        process,
        table: table.id,
        fd: descriptor.fd,
        object,
        onlyEnd: ends.length === 1,
        fork: !isShared && isCopy(table, descriptor) ? provenanceOf(table, descriptor) : null,
    };
    return ends.map((end) => ({ ...base, end, used: isShared || hasUsed(object, process.id, end) }));
}

function hasUsed(object: KernelObject, process: ProcessId, end: End): boolean {
    return object.moved.get(process)?.includes(end) === true;
}
