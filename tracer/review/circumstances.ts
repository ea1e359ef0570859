/** Under which circumstances a trace was recorded, and where it was packed: what a reader of it on another machine may want to know. */
import type { ExecRecord, TraceHeader, TraceRecord } from "../trace/record";
import { environmentText, otherVariables } from "./environments";

export interface Circumstance {
    /** "kernel" */
    readonly name: string;
    readonly value: string;
}

export type SavedCircumstances = readonly Circumstance[];

export class Circumstances {
    private readonly byName = new Map<string, string>();
    /** Of the first program. */
    private environment: readonly string[] | null = null;
    private otherEnvironments = 0;

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
        } else if (record.type === "exec") {
            this.seeProgram(record);
        }
    }

    /** Most programs get what the first has. */
    private seeProgram({ pid, environment }: ExecRecord): void {
        if (environment === undefined) return;
        if (this.environment === null) {
            this.environment = environment.variables;
            this.byName.set("environment", environmentText(environment));
        } else if (this.otherEnvironments < mostEnvironments) {
            const differences = otherVariables(this.environment, environment);
            if (differences === "") return;
            this.otherEnvironments++;
            this.byName.set(`environment of ${pid}`, differences);
        }
    }

    /** In the order in which they are told. */
    get all(): readonly Circumstance[] {
        return [...this.byName].map(([name, value]) => ({ name, value }));
    }
}

/** Those of more programs are in the trace, and not told. */
const mostEnvironments = 20;

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
