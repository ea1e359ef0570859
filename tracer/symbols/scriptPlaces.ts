/** The places in the scripts of a trace. */
import { unknownOffset, type ScriptRecord, type StackFrame } from "../trace/record";
import type { CodePlace } from "./lineTable";
import { openScriptLines, scriptFile, type ScriptLines } from "./scriptLines";
import { cameFromElsewhere } from "./userCode";

interface Script {
    readonly record: ScriptRecord;
    readonly isOfUser: boolean;
    /** Opened when its first frame is looked up; null: they are not known. */
    lines: ScriptLines | null | undefined;
}

export class ScriptPlaces {
    private readonly scripts = new Map<number, Script>();

    constructor(private readonly note: (sentence: string) => void) {}

    add(record: ScriptRecord): void {
        const file = scriptFile(record);
        this.scripts.set(record.id, { record, isOfUser: file === undefined || !cameFromElsewhere(file), lines: undefined });
    }

    has(module: number): boolean {
        return this.scripts.has(module);
    }

    /** Not one of a package that the program uses, or of the system; its file may be gone. */
    isOfUser(module: number): boolean {
        return this.scripts.get(module)?.isOfUser === true;
    }

    placesOf({ module, offset }: StackFrame): readonly CodePlace[] {
        const script = this.scripts.get(module);
        if (script?.isOfUser !== true || offset === unknownOffset) return [];
        script.lines ??= this.open(script.record);
        const place = script.lines?.placeAt(Number(offset));
        return place === undefined ? [] : [{ ...place, function: null }];
    }

    private open(record: ScriptRecord): ScriptLines | null {
        const lines = openScriptLines(record);
        if (typeof lines !== "string") return lines;
        if (lines === "changed") this.note(`'${scriptFile(record) ?? record.name}' is not what was run, so its lines are unknown.`);
        return null;
    }
}
