/** The stacks of a trace: asked for as they come, and found again by the events that they belong to. */
import type { SourceLocation } from "../../tracer/model/sourceLocation";
import { uint32Column, type SavedColumn } from "../../tracer/review/column";
import { isBehindRead } from "../../tracer/symbols/runtimeStack";
import type { SourceLookup, Variable } from "../../tracer/symbols/sourceLookup";
import type { TraceRecord } from "../../tracer/trace/record";
import type { StackAddresses, StackLines, StackModule, StackPlace } from "../protocol/reviewMessages";

export interface SavedStacks {
    readonly lines: readonly StackLines[];
    readonly ofEvents: SavedColumn;
}

export class Stacks implements SourceLookup {
    private readonly modules = new Map<number, StackModule>();
    private readonly lines = new Map<number, StackLines>();
    /** By seq: the number of the stack; 0: none. */
    private readonly ofEvents = uint32Column();
    /** By thread: the stack with which it entered its call. */
    private readonly entered = new Map<number, number>();

    /** What is to be asked about these records before they are interpreted, with the modules in which their frames lie; null: nothing. */
    asked(
        records: readonly TraceRecord[],
    ): { readonly modules: readonly StackModule[]; readonly stacks: readonly StackAddresses[] } | null {
        const modules = new Set<StackModule>();
        const stacks: StackAddresses[] = [];
        for (const record of records) {
            if (record.type === "module") {
                const { id, device, inode, buildId, path } = record;
                this.modules.set(id, { id, device: device.toString(16), inode: inode.toString(16), buildId, path, script: null });
            } else if (record.type === "script") {
                const { id, name, source } = record;
                this.modules.set(id, { id, device: "0", inode: "0", buildId: "", path: name, script: source });
            } else if (record.type === "stack" && !this.lines.has(record.id)) {
                stacks.push({
                    id: record.id,
                    cut: record.cut,
                    frames: record.frames.map(({ module, offset }) => ({ module, offset: offset.toString(16) })),
                });
                for (const frame of record.frames) {
                    const module = this.modules.get(frame.module);
                    if (module !== undefined) modules.add(module);
                }
            }
        }
        return stacks.length === 0 ? null : { modules: [...modules], stacks };
    }

    /** Those that stand in the trace itself need not be asked for. */
    learnPacked(records: readonly TraceRecord[]): void {
        for (const record of records) if (record.type === "lines") this.learn(record.stacks);
    }

    learn(found: readonly StackLines[]): void {
        for (const lines of found) this.lines.set(lines.id, lines);
    }

    /** The record has told of the events up to this one. */
    interpreted(record: TraceRecord, length: number): void {
        const own = "stack" in record ? record.stack : 0;
        if (record.type === "enter") this.entered.set(record.tid, own);
        const stack = record.type === "exit" ? (this.entered.get(record.tid) ?? 0) : own;
        while (this.ofEvents.length <= length) this.ofEvents.push(this.ofEvents.length === 0 ? 0 : stack);
    }

    save(): SavedStacks {
        return { lines: [...this.lines.values()], ofEvents: this.ofEvents.save() };
    }

    load({ lines, ofEvents }: SavedStacks): void {
        this.learn(lines);
        this.ofEvents.load(ofEvents);
    }

    locate(stack: number): SourceLocation | undefined {
        return this.lines.get(stack)?.source ?? undefined;
    }

    isOfRuntime(stack: number): boolean {
        return this.lines.get(stack)?.ofRuntime === true;
    }

    isBehindRead(stack: number): boolean {
        return this.isOfRuntime(stack) && isBehindRead(this.lines.get(stack)?.places ?? []);
    }

    libraryFunction(stack: number): string | undefined {
        return this.lines.get(stack)?.library ?? undefined;
    }

    variable(stack: number): Variable | undefined {
        return this.lines.get(stack)?.variable ?? undefined;
    }

    placesAt(seq: number): readonly StackPlace[] {
        return this.lines.get(this.ofEvents.at(seq))?.places ?? [];
    }
}
