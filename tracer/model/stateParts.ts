/** Replacing one part of a state; all other parts are shared with the state before. */
import { IdMap } from "./idMap";
import type { Description, DescriptorTable, KernelObject, Process, State } from "./state";

export function withProcess(state: State, process: Process): State {
    return { ...state, processes: IdMap.of(state.processes).with(process.id, process) };
}

export function withTable(state: State, table: DescriptorTable): State {
    return { ...state, tables: IdMap.of(state.tables).with(table.id, table) };
}

export function withoutTable(state: State, id: string): State {
    return { ...state, tables: IdMap.of(state.tables).without(id) };
}

export function withDescription(state: State, description: Description): State {
    return { ...state, descriptions: IdMap.of(state.descriptions).with(description.id, description) };
}

export function withoutDescription(state: State, id: string): State {
    return { ...state, descriptions: IdMap.of(state.descriptions).without(id) };
}

export function withObject(state: State, object: KernelObject): State {
    return { ...state, objects: IdMap.of(state.objects).with(object.id, object) };
}

export function withoutObject(state: State, id: string): State {
    return { ...state, objects: IdMap.of(state.objects).without(id) };
}
