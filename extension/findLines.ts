/** Finds the lines of a trace's stacks in the programs that were recorded, where they are still here. */
import { SymbolLookup } from "../tracer/symbols/symbolLookup";
import type { ModuleRecord, ScriptRecord, StackRecord } from "../tracer/trace/record";
import type { StackPlace } from "../webview/protocol/reviewMessages";
import { baseName } from "../tracer/model/baseName";
import type { LineFinder } from "./review/lineFinder";

export const findLines: LineFinder = async (modules, stacks) => {
    const notes: string[] = [];
    const lookup = new SymbolLookup((sentence) => notes.push(sentence));
    const moduleRecords = modules.map(({ script, device, inode, ...module }): ModuleRecord | ScriptRecord =>
        script === null
            ? { ...module, type: "module", device: BigInt(`0x${device}`), inode: BigInt(`0x${inode}`) }
            : { type: "script", id: module.id, name: module.path, source: script },
    );
    const stackRecords = stacks.map(({ id, frames }): StackRecord => ({
        type: "stack",
        id,
        frames: frames.map(({ module, offset }) => ({ module, offset: BigInt(`0x${offset}`) })),
        cut: false,
    }));
    const names = new Map(modules.map(({ id, path }) => [id, baseName(path)]));
    try {
        await lookup.prepare([...moduleRecords, ...stackRecords]);
        const found = stackRecords.map(({ id, frames }) => ({
            id,
            source: lookup.locate(id) ?? null,
            library: lookup.libraryFunction(id) ?? null,
            places: frames.flatMap((frame): StackPlace[] => {
                const module = names.get(frame.module) ?? "";
                const places = lookup.placesOf(frame);
                return places.length === 0
                    ? [{ function: null, file: null, line: 0, module }]
                    : places.map((place) => ({ ...place, module }));
            }),
        }));
        return { stacks: found, notes };
    } finally {
        await lookup.close();
    }
};
