/** What the diagram asks of a process in the model. */
import { awaitedObjects } from "../../tracer/model/awaitedObjects";
import type { Wait } from "../../tracer/model/awaits";
import type { ObjectId } from "../../tracer/model/identities";
import type { UseHow } from "../../tracer/model/owners/use";
import type { DescriptorTable } from "../../tracer/model/owners/descriptorTable";
import { tablesOf } from "../../tracer/model/owners/lookups";
import type { Process } from "../../tracer/model/owners/process";
import { joined, type Mapping } from "../../tracer/model/owners/space";
import type { State } from "../../tracer/model/state";

/** Calls of its threads that have not returned. */
export function waitsOf(process: Process): readonly Wait[] {
    return [...process.threads.values()].flatMap(({ call }) => call ?? []);
}

/** A descriptor table of a process, and the threads that have it. */
export interface ThreadTable {
    readonly table: DescriptorTable;
    readonly tids: readonly number[];
}

/** The first is the main thread's; there are more when a thread has unshared its own (unshare(2), CLONE_FILES). */
export function threadTables(state: State, process: Process): readonly ThreadTable[] {
    const threads = [...process.threads.values()];
    return tablesOf(state, process).map((table) => ({
        table,
        tids: threads.filter((thread) => thread.table === table.id).map(({ tid }) => tid),
    }));
}

/** How a process uses an object without a descriptor. */
export interface ObjectUse {
    readonly object: ObjectId;
    /** What it has done with it. */
    readonly how: readonly UseHow[];
    /** The call in which it waits for it. */
    readonly wait: Wait | null;
}

/** One for each object. */
export function objectUses(process: Process): readonly ObjectUse[] {
    const uses = new Map<ObjectId, ObjectUse>();
    for (const { object, how } of process.uses.values()) uses.set(object, { object, how, wait: null });
    for (const wait of waitsOf(process)) {
        if (wait.fd !== null) continue;
        for (const object of awaitedObjects(wait)) uses.set(object, { object, how: uses.get(object)?.how ?? [], wait });
    }
    return [...uses.values()];
}

/** What it has mapped and attached, by address. */
export function mappingsOf(state: State, process: Process): readonly Mapping[] {
    return joined(state.spaces.get(process.space));
}
