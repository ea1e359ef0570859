/** Under which circumstances a trace was recorded, and where it was packed: what a reader of it on another machine may want to know. */
import type { TraceHeader, TraceRecord } from "../trace/record";

export interface Circumstance {
    /** "kernel" */
    readonly name: string;
    readonly value: string;
}

export type SavedCircumstances = readonly Circumstance[];

export class Circumstances {
    private readonly byName = new Map<string, string>();

    save(): SavedCircumstances {
        return this.all;
    }

    load(saved: SavedCircumstances): void {
        for (const { name, value } of saved) this.byName.set(name, value);
    }

    /** What the record tells of them, if it does. */
    see(record: TraceRecord): void {
        if (record.type === "header") {
            for (const [name, value] of ofHeader(record.header)) this.byName.set(name, value);
        } else if (record.type === "environment") {
            const facts = [...record.facts].map(([name, value]) => `${name === "packed by" ? "by" : name} ${value}`);
            this.byName.set("packed", facts.join(", "));
        }
    }

    /** In the order in which they are told. */
    get all(): readonly Circumstance[] {
        return [...this.byName].map(([name, value]) => ({ name, value }));
    }
}

/** What is not known is left out. */
function ofHeader({
    started,
    ipcscope,
    architecture,
    machine,
    directory,
    programs,
    payload,
    stacks,
}: TraceHeader): readonly (readonly [string, string])[] {
    const { kernel, system, processors } = machine ?? {};
    const facts: readonly (readonly [string, string | undefined])[] = [
        ["recorded", started],
        ["by", `ipcscope ${ipcscope}`],
        ["programs", programs.map((words) => words.join(" ")).join("; ")],
        ["directory", directory],
        ["system", system],
        ["kernel", kernel],
        ["machine", architecture],
        ["processors", processors?.toString()],
        ["bytes kept", payload === "all" ? "all" : payload === 0 ? "none" : `the first ${payload} of each call`],
        ["stacks", stacks ? "yes" : "no"],
    ];
    return facts.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value] as const]));
}
