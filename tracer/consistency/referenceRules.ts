/**
 * What refers to what adds up: descriptors to descriptions, descriptions and mappings to objects, threads to tables,
 * processes to address spaces.
 */
import type { KernelObject } from "../model/kindTypes";
import { endsOf, type End } from "../model/openFlags";
import type { StateRule } from "./rule";

const descriptionsCounted: StateRule = (state) => {
    const references = new Map<string, number>();
    for (const { descriptors } of state.tables.values()) for (const { description } of descriptors.values()) count(references, description);
    const faults = [...references.keys()]
        .filter((id) => !state.descriptions.has(id))
        .map((id) => `descriptors refer to ${id}, which is gone`);
    for (const { id, references: counted, inFlight } of state.descriptions.values()) {
        const there = references.get(id) ?? 0;
        if (counted !== there || there + inFlight.length === 0) {
            faults.push(`${id} counts ${counted} references, and ${there} descriptors refer to it`);
        }
        for (const { to } of inFlight) if (to !== null && !state.objects.has(to)) faults.push(`${id} is in flight to ${to}, which is gone`);
    }
    return faults;
};

const tablesCounted: StateRule = (state) => {
    const users = new Map<string, number>();
    for (const { threads } of state.processes.values()) for (const { table } of threads.values()) count(users, table);
    const faults = [...users.keys()].filter((id) => !state.tables.has(id)).map((id) => `threads use ${id}, which is gone`);
    for (const { id, users: counted } of state.tables.values()) {
        const there = users.get(id) ?? 0;
        if (counted !== there || there === 0) faults.push(`${id} counts ${counted} users, and ${there} threads use it`);
    }
    return faults;
};

const spacesCounted: StateRule = (state) => {
    const users = new Map<string, number>();
    for (const { threads, space } of state.processes.values()) if (threads.size > 0) count(users, space);
    const faults = [...users.keys()].filter((id) => !state.spaces.has(id)).map((id) => `processes use ${id}, which is gone`);
    const mapped = new Map<string, number>();
    for (const { id, users: counted, mappings } of state.spaces.values()) {
        const there = users.get(id) ?? 0;
        if (counted !== there || there === 0) faults.push(`${id} counts ${counted} users, and ${there} processes use it`);
        for (const { object } of mappings.values()) count(mapped, object);
    }
    for (const id of mapped.keys()) if (!state.objects.has(id)) faults.push(`${id} is mapped, and is gone`);
    for (const { id, mapped: counted } of state.objects.values()) {
        const there = mapped.get(id) ?? 0;
        if (counted !== there) faults.push(`${id} counts ${counted} mappings of ${there}`);
    }
    return faults;
};

const objectsCounted: StateRule = (state) => {
    const held = new Map<string, number>();
    for (const description of state.descriptions.values()) {
        count(held, description.object);
        for (const end of endsOf(description)) count(held, endKey(description.object, end));
    }
    const faults: string[] = [];
    for (const object of state.objects.values()) {
        const there = held.get(object.id) ?? 0;
        if (object.descriptions !== there) faults.push(`${object.id} counts ${object.descriptions} descriptions of ${there}`);
        faults.push(...endsCounted(object, held));
    }
    return faults;
};

/** Of objects that count who can read and write. */
function endsCounted(object: KernelObject, held: ReadonlyMap<string, number>): readonly string[] {
    if (!("readers" in object)) return [];
    const there = (["read", "write"] as const).map((end) => held.get(endKey(object.id, end)) ?? 0);
    return object.readers === there[0] && object.writers === there[1]
        ? []
        : [`${object.id} counts ${object.readers} readers and ${object.writers} writers, and has ${there.join(" and ")}`];
}

function endKey(object: string, end: End): string {
    return `${object} ${end}`;
}

function count(sums: Map<string, number>, id: string): void {
    sums.set(id, (sums.get(id) ?? 0) + 1);
}

export const referenceRules: readonly StateRule[] = [descriptionsCounted, tablesCounted, spacesCounted, objectsCounted];
