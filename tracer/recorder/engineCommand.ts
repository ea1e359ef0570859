/** The engine's command line (docs/engine-interface.md). */
import { findBuilt } from "./findBuilt";

export interface EngineRun {
    /** Each with its arguments. */
    readonly programs: readonly (readonly string[])[];
    /** Exists already, with preamble and header (`createTrace`). */
    readonly trace: string;
    /** In place of the one that belongs to the engine. */
    readonly table?: string;
    /** Bytes captured a call. */
    readonly payload: number | "all";
    readonly stacks: boolean;
    /** The programs get descriptors 0 to 2 only. */
    readonly closeInherited?: boolean;
    /** False: as on a machine whose debug registers do nothing. */
    readonly debugRegisters?: boolean;
    /** False: the records stand in the trace as they are. */
    readonly deflated?: boolean;
    /** Snapshot after every so many returned calls. */
    readonly judge?: number;
    /** Record each access to shared memory. */
    readonly watchMemory?: boolean;
    /** Accesses of a process to a page, after which it is no longer watched. */
    readonly watchLimit?: number;
    /** An EngineControl's socket, and its directory for the sockets of the gdbs. */
    readonly control?: { readonly path: string; readonly directory: string };
}

const everything = "18446744073709551615";

/** The executable and its arguments. */
export function engineCommand(run: EngineRun): [string, ...string[]] {
    return [
        findBuilt("ipcscope-engine"),
        ...["--trace", run.trace],
        ...["--table", run.table ?? findBuilt("syscalls")],
        ...["--payload", run.payload === "all" ? everything : String(run.payload)],
        ...(run.stacks ? [] : ["--no-stacks"]),
        ...(run.closeInherited === true ? ["--close-inherited"] : []),
        ...(run.debugRegisters === false ? ["--no-debug-registers"] : []),
        ...(run.deflated === false ? ["--no-deflate"] : []),
        ...(run.judge === undefined ? [] : ["--judge", String(run.judge)]),
        ...(run.watchMemory === true ? ["--watch-memory"] : []),
        ...(run.watchLimit === undefined ? [] : ["--watch-limit", String(run.watchLimit)]),
        ...(run.control === undefined ? [] : ["--control", run.control.path, "--sockets", run.control.directory]),
        ...run.programs.flatMap((program) => ["--program", String(program.length), ...program]),
    ];
}
