/**
 * Finds the line in the user's code for each recorded stack. Used the same way for whole traces and for growing ones:
 * `prepare` a batch of records, then interpret it; `locate` answers from what was prepared.
 */
import type { SourceLocation } from "../model/sourceLocation";
import { baseName } from "../model/baseName";
import type { PackedPlace, PackedStack } from "../trace/packed";
import { numberModule, unknownOffset, type ModuleRecord, type StackFrame, type StackRecord, type TraceRecord } from "../trace/record";
import { CalledLibrary } from "./calledLibrary";
import type { CodePlace } from "./lineTable";
import { openModuleLines, type LinesUnknown, type ModuleLines } from "./moduleLines";
import { isBehindRead, isOfRuntimeAlone } from "./runtimeStack";
import { ScriptPlaces } from "./scriptPlaces";
import type { SourceLookup, Variable } from "./sourceLookup";
import { cameFromElsewhere, isUserCode } from "./userCode";
import { Variables } from "./variables";

interface Module {
    readonly record: ModuleRecord;
    /** Opened when its first frame is looked up. */
    lines: Promise<ModuleLines | undefined> | undefined;
    readonly places: Map<bigint, readonly CodePlace[]>;
}

export class SymbolLookup implements SourceLookup {
    private readonly modules = new Map<number, Module>();
    private readonly locations = new Map<number, SourceLocation>();
    private readonly noted = new Set<string>();
    private readonly library = new CalledLibrary();
    private readonly variables = new Variables();
    private readonly scripts: ScriptPlaces;
    /** What stands in the trace itself, by stack. */
    private readonly packed = new Map<number, PackedStack>();
    private readonly ofRuntime = new Set<number>();
    private readonly behindRead = new Set<number>();

    /** `note` gets sentences for the user, each once: why lines are unknown. */
    constructor(private readonly note: (sentence: string) => void) {
        this.scripts = new ScriptPlaces((sentence) => this.noteOnce(sentence));
    }

    async prepare(records: readonly TraceRecord[]): Promise<void> {
        const stacks = new Map<number, StackRecord>();
        for (const record of records) {
            if (record.type === "module") {
                this.modules.set(record.id, { record, lines: undefined, places: new Map() });
                this.library.addModule(record);
                this.variables.addModule(record);
            }
            if (record.type === "script") this.scripts.add(record);
            if (record.type === "lines") for (const stack of record.stacks) this.addPacked(stack);
            if (record.type === "stack" && !this.packed.has(record.id)) stacks.set(record.id, record);
        }
        if (stacks.size === 0) return;
        const frames = new Map([...stacks].map(([id, stack]) => [id, stack.frames]));
        await Promise.all([this.lookUp([...frames.values()].flat()), this.library.prepare(frames), this.variables.prepare(frames)]);
        for (const [id, stack] of stacks) {
            const location = this.innermost(stack.frames);
            if (location !== undefined) this.locations.set(id, location);
            if (!isOfRuntimeAlone(stack, (module) => this.modules.get(module)?.record.path)) continue;
            this.ofRuntime.add(id);
            if (isBehindRead(this.stackPlaces(stack))) this.behindRead.add(id);
        }
    }

    locate(stackId: number): SourceLocation | undefined {
        return this.packed.get(stackId)?.source ?? this.locations.get(stackId);
    }

    isOfRuntime(stackId: number): boolean {
        return this.packed.get(stackId)?.ofRuntime ?? this.ofRuntime.has(stackId);
    }

    isBehindRead(stackId: number): boolean {
        return this.behindRead.has(stackId);
    }

    /** The functions at a frame that was prepared, those that were inlined first; empty: not known. */
    placesOf(frame: StackFrame): readonly CodePlace[] {
        if (this.scripts.has(frame.module)) return this.scripts.placesOf(frame);
        return this.modules.get(frame.module)?.places.get(frame.offset) ?? [];
    }

    /** All functions of a stack that was prepared, the innermost first. */
    stackPlaces({ id, frames }: StackRecord): readonly PackedPlace[] {
        const packed = this.packed.get(id);
        if (packed !== undefined) return packed.places;
        return frames.flatMap((frame): readonly PackedPlace[] => {
            if (frame.module === numberModule) return [];
            const module = baseName(this.modules.get(frame.module)?.record.path ?? "");
            const places = this.placesOf(frame);
            return places.length === 0 ? [{ function: null, file: null, line: 0, module }] : places.map((place) => ({ ...place, module }));
        });
    }

    libraryFunction(stackId: number): string | undefined {
        return this.packed.get(stackId)?.library ?? this.library.functionOf(stackId);
    }

    variable(stackId: number): Variable | undefined {
        return this.packed.get(stackId)?.variable ?? this.variables.variableOf(stackId);
    }

    /** All that was found of a stack that was prepared, as a trace may carry it. */
    found(stack: StackRecord): PackedStack {
        const { id } = stack;
        return {
            id,
            source: this.locate(id) ?? null,
            library: this.libraryFunction(id) ?? null,
            variable: this.variable(id) ?? null,
            ...(this.isOfRuntime(id) && { ofRuntime: true }),
            places: this.stackPlaces(stack),
        };
    }

    /** Ends the processes that look up. What was prepared can still be located. */
    async close(): Promise<void> {
        for (const module of this.modules.values()) (await module.lines)?.close();
    }

    private addPacked(stack: PackedStack): void {
        this.packed.set(stack.id, stack);
        if (stack.ofRuntime === true && isBehindRead(stack.places)) this.behindRead.add(stack.id);
    }

    private async lookUp(frames: readonly StackFrame[]): Promise<void> {
        const wanted = new Map<Module, Set<bigint>>();
        for (const frame of frames) {
            const module = this.modules.get(frame.module);
            if (module === undefined || module.places.has(frame.offset)) continue;
            const offsets = wanted.get(module) ?? new Set();
            wanted.set(module, offsets.add(frame.offset));
        }
        await Promise.all([...wanted].map(([module, offsets]) => this.lookUpInModule(module, [...offsets])));
    }

    private async lookUpInModule(module: Module, offsets: readonly bigint[]): Promise<void> {
        module.lines ??= this.open(module.record);
        try {
            const places = (await (await module.lines)?.places(offsets)) ?? new Map<bigint, readonly CodePlace[]>();
            for (const offset of offsets) module.places.set(offset, places.get(offset) ?? []);
        } catch (error) {
            module.lines = Promise.resolve(undefined);
            this.noteOnce(addr2lineFailed(error));
        }
    }

    private async open(record: ModuleRecord): Promise<ModuleLines | undefined> {
        const lines = await openModuleLines(record);
        if (typeof lines !== "string") return lines;
        if (!isOfTheSystem(record.path)) this.noteOnce(linesUnknown(record.path, lines));
        return undefined;
    }

    private innermost(frames: readonly StackFrame[]): SourceLocation | undefined {
        for (const frame of frames) {
            for (const place of this.placesOf(frame)) {
                if (place.file !== null && isUserCode(place.file)) return { file: place.file, line: place.line, function: place.function };
            }
            if (this.hidesUserCode(frame)) return undefined;
        }
        return undefined;
    }

    /** A function of the user stands here, or may stand here, and nobody knows its line: those further out only called it. */
    private hidesUserCode({ module, offset }: StackFrame): boolean {
        return module === 0 ? offset === unknownOffset : this.scripts.isOfUser(module);
    }

    private noteOnce(sentence: string): void {
        if (this.noted.has(sentence)) return;
        this.noted.add(sentence);
        this.note(sentence);
    }
}

/** Nobody expects lines of `ls`, of the C library, or of what a package brings along. */
function isOfTheSystem(file: string): boolean {
    return cameFromElsewhere(file) || ["/usr/", "/lib", "/bin/", "/sbin/", "/opt/", "["].some((start) => file.startsWith(start));
}

function linesUnknown(file: string, why: LinesUnknown): string {
    switch (why) {
        case "missing":
            return `'${file}' is no longer there, so its lines are unknown.`;
        case "changed":
            return `'${file}' was changed since it was recorded, so its lines are unknown.`;
        case "no debug information":
            return `'${file}' was compiled without -g, so its lines are unknown.`;
    }
}

function addr2lineFailed(error: unknown): string {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    return missing
        ? "addr2line is not installed (Debian: apt install binutils), so lines are unknown."
        : "addr2line ended before it answered, so some lines are unknown.";
}
