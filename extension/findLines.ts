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
        return { stacks: stackRecords.map((stack) => lookup.found(stack)), notes };
    } finally {
        await lookup.close();
    }
};
