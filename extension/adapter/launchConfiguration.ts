/** What the user may write into a launch configuration of type "ipcscope", checked and with its defaults. */
import path from "node:path";
import { noProgram, wrongAttribute } from "./messages";
import { isNodeSource } from "./nodeProgram";

export interface LaunchedProgram {
    /** A C source file, which is compiled first, a file for Node, or an executable. Absolute; null: `runtime` alone runs. */
    readonly program: string | null;
    readonly args: readonly string[];
}

export type ConsoleKind = "integratedTerminal" | "externalTerminal" | "internalConsole";

export interface LaunchConfiguration {
    /** What is being run, for a person: the first program's file name. */
    readonly title: string;
    /** At least one; the first is the one whose exit status counts. */
    readonly programs: readonly LaunchedProgram[];
    readonly cwd: string;
    /** Added to the environment; null takes a variable away. */
    readonly env: Readonly<Record<string, string | null>>;
    readonly console: ConsoleKind;
    readonly stopOnEntry: boolean;
    readonly stopMode: "all" | "one";
    /** What runs files for Node, with its own arguments; `executable` undefined: the Node of the PATH. */
    readonly runtime: { readonly executable: string | undefined; readonly args: readonly string[] };
    /** Node processes are debugged, too. */
    readonly debugsNode: boolean;
    readonly compiler: string;
    readonly compilerArguments: readonly string[];
    readonly gdb: string;
    readonly gdbCommands: readonly string[];
    /** Where the trace goes, over what is there; undefined: where `record` says. */
    readonly trace: string | undefined;
    /** The file or folder in which the trace is kept, beside what is there; undefined: it goes into the cache. */
    readonly record: string | undefined;
    /** Bytes recorded of each call's data. */
    readonly payload: number | "all";
    readonly stacks: boolean;
    /** Each access to memory that processes share is recorded. */
    readonly watchMemory: boolean;
    /** False: as on a machine that has no debug registers. For tests: not among the attributes that the editor offers. */
    readonly debugRegisters: boolean;
}

/** Throws a UserError that names the attribute that makes no sense. */
export function launchConfiguration(attributes: object): LaunchConfiguration {
    const read = new Attributes(attributes);
    const program = read.words("program");
    const executable = read.words("runtimeExecutable");
    const runtimeArgs = read.texts("runtimeArgs") ?? [];
    const first = program ?? executable;
    if (first === undefined) throw noProgram();
    const { cwd, base } = directories(read, program);
    return {
        title: program === undefined ? [first, ...runtimeArgs].join(" ") : path.basename(program),
        runtime: { executable, args: runtimeArgs },
        debugsNode: read.flag("debugNode") ?? (executable !== undefined || isNodeSource(first)),
        programs: [
            { program: program === undefined ? null : path.resolve(base, program), args: read.texts("args") ?? [] },
            ...read.alsoPrograms().map(({ program: also, args }) => ({ program: path.resolve(base, also), args })),
        ],
        cwd,
        env: read.environment(),
        console: read.oneOf("console", ["integratedTerminal", "externalTerminal", "internalConsole"]) ?? "integratedTerminal",
        stopOnEntry: read.flag("stopOnEntry") ?? false,
        stopMode: read.oneOf("stopMode", ["all", "one"]) ?? "all",
        compiler: read.text("compiler") ?? "gcc",
        compilerArguments: read.texts("compilerArguments") ?? [],
        gdb: read.text("gdb") ?? "gdb",
        gdbCommands: read.texts("gdbCommands") ?? [],
        trace: read.path("trace", cwd),
        record: read.record(cwd),
        payload: read.payload(),
        stacks: read.flag("stacks") ?? true,
        watchMemory: read.flag("watchMemory") ?? false,
        debugRegisters: read.flag("debugRegisters") ?? true,
    };
}

/**
 * The working directory of the programs, and the one from which their relative paths start: `cwd` where it is given, else the
 * folder that is open in the editor. Without `cwd` a program runs where its file is.
 */
function directories(read: Attributes, program: string | undefined): { cwd: string; base: string } {
    const folder = read.words("__workspaceFolder") ?? process.cwd();
    const given = read.words("cwd");
    if (given !== undefined) {
        const cwd = path.resolve(folder, given);
        return { cwd, base: cwd };
    }
    return { cwd: program === undefined ? folder : path.dirname(path.resolve(folder, program)), base: folder };
}

/** Reads attributes of unknown types. */
class Attributes {
    private readonly values: ReadonlyMap<string, unknown>;

    constructor(attributes: object) {
        this.values = new Map(Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null));
    }

    text(name: string): string | undefined {
        const value = this.values.get(name);
        if (value === undefined || typeof value === "string") return value;
        throw wrongAttribute(name, "text");
    }

    /** Undefined also when it is empty. */
    words(name: string): string | undefined {
        const value = this.text(name);
        return value === "" ? undefined : value;
    }

    path(name: string, base: string): string | undefined {
        const value = this.text(name);
        return value === undefined || value === "" ? undefined : path.resolve(base, value);
    }

    /** `base`: where the client has no folder of its own. */
    record(base: string): string | undefined {
        const value = this.values.get("record");
        if (value === undefined || value === false) return undefined;
        if ((typeof value !== "string" && value !== true) || value === "") throw wrongAttribute("record", "true, false or a path");
        if (this.words("trace") !== undefined) throw wrongAttribute("record", 'left out where "trace" names the file');
        return path.resolve(this.words("__workspaceFolder") ?? base, value === true ? ".ipcscope" : value);
    }

    flag(name: string): boolean | undefined {
        const value = this.values.get(name);
        if (value === undefined || typeof value === "boolean") return value;
        throw wrongAttribute(name, "true or false");
    }

    oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
        const value = this.values.get(name);
        if (value === undefined) return undefined;
        const found = words.find((word) => word === value);
        if (found === undefined) throw wrongAttribute(name, `one of ${words.map((word) => `"${word}"`).join(", ")}`);
        return found;
    }

    texts(name: string): readonly string[] | undefined {
        const value = this.values.get(name);
        if (value === undefined || isTexts(value)) return value;
        throw wrongAttribute(name, "a list of texts");
    }

    environment(): Readonly<Record<string, string | null>> {
        const value = this.values.get("env");
        if (value === undefined) return {};
        if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongAttribute("env", "an object of texts");
        return Object.fromEntries(
            Object.entries(value).map(([variable, text]) => {
                if (typeof text !== "string" && text !== null) throw wrongAttribute(`env.${variable}`, "text or null");
                return [variable, text];
            }),
        );
    }

    alsoPrograms(): readonly { readonly program: string; readonly args: readonly string[] }[] {
        const value = this.values.get("also");
        if (value === undefined) return [];
        if (!Array.isArray(value)) throw wrongAttribute("also", "a list of objects with program and args");
        return value.map((entry: unknown) => {
            const read = new Attributes(typeof entry === "object" && entry !== null ? entry : {});
            const program = read.text("program");
            if (program === undefined || program === "") throw wrongAttribute("also", "a list of objects with program and args");
            return { program, args: read.texts("args") ?? [] };
        });
    }

    payload(): number | "all" {
        const value = this.values.get("payload");
        if (value === undefined) return 4096;
        if (value === "all" || (typeof value === "number" && Number.isSafeInteger(value) && value >= 0)) return value;
        throw wrongAttribute("payload", 'a number of bytes or "all"');
    }
}

function isTexts(value: unknown): value is readonly string[] {
    return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}
