/** Finds the lines of a trace's stacks in the programs that were recorded, where they are still here. */
import { SymbolLookup } from "../tracer/symbols/symbolLookup";
import type { ModuleRecord, ScriptRecord, StackRecord } from "../tracer/trace/record";
import type { LineFinder } from "./review/lineFinder";

export const findLines: LineFinder = async (modules, stacks) => {
    const notes: string[] = [];
    const lookup = new SymbolLookup((sentence) => notes.push(sentence));
    const moduleRecords = modules.map(({ script, device, inode, ...module }): ModuleRecord | ScriptRecord =>
        script === null
            ? { ...module, type: "module", device: BigInt(`0x${device}`), inode: BigInt(`0x${inode}`) }
            : { type: "script", id: module.id, name: module.path, source: script },
    );
    const stackRecords = stacks.map(({ id, frames, cut }): StackRecord => ({
        type: "stack",
        id,
        frames: frames.map(({ module, offset }) => ({ module, offset: BigInt(`0x${offset}`) })),
        cut,
    }));
    try {
        await lookup.prepare([...moduleRecords, ...stackRecords]);
        const found = stackRecords.map((record) => ({
            id: record.id,
            source: lookup.locate(record.id) ?? null,
            library: lookup.libraryFunction(record.id) ?? null,
            variable: lookup.variable(record.id) ?? null,
            ...(lookup.isOfRuntime(record.id) && { ofRuntime: true as const }),
            places: lookup.stackPlaces(record),
        }));
        return { stacks: found, notes };
    } finally {
        await lookup.close();
    }
};
