/** How cdt-gdb-adapter starts and speaks to the gdb of one process. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import {
    GDBBackend,
    type GDBDebugSessionBase,
    type IGDBBackendFactory,
    type IGDBProcessManager,
    type IStdioProcess,
    type MIBreakpointInsertOptions,
    type MIBreakpointLocation,
} from "cdt-gdb-adapter";
import type { GdbInstallation } from "./gdbInstallation";

/** No start-up files: a user's .gdbinit is written for a person at a prompt. */
const gdbArguments = ["-q", "-nx", "--interpreter=mi2"];

/** Starts a gdb, and sees to it that it ends. */
export class GdbProcess implements IGDBProcessManager {
    private child: ChildProcessWithoutNullStreams | undefined;

    constructor(private readonly installation: GdbInstallation) {}

    getVersion(): Promise<string> {
        return Promise.resolve(this.installation.version);
    }

    start(): Promise<IStdioProcess> {
        const child = spawn(this.installation.path, gdbArguments, {
            // Messages in English, which cdt-gdb-adapter reads; no downloads of debug information.
            env: { ...process.env, LC_MESSAGES: "C", LANGUAGE: "", DEBUGINFOD_URLS: "" },
        });
        this.child = child;
        child.on("error", () => undefined);
        child.stdin.on("error", () => undefined); // It has gone; "exit" tells.
        return Promise.resolve(Object.assign(child, { getPID: () => child.pid }));
    }

    stop(): Promise<void> {
        this.child?.kill("SIGKILL");
        return Promise.resolve();
    }
}

/** What a function breakpoint asks for beyond its place; cdt-gdb-adapter passes the place only. */
export type FunctionBreakpointOptions = Pick<MIBreakpointInsertOptions, "condition" | "ignoreCount" | "temporary">;

export class ProcessGdb extends GDBBackend {
    functionOptions: ReadonlyMap<string, FunctionBreakpointOptions> = new Map();

    /** Every breakpoint may wait for a program that is executed later. */
    override getBreakpointOptions(location: MIBreakpointLocation, initial: MIBreakpointInsertOptions): Promise<MIBreakpointInsertOptions> {
        const asked = location.locationType === "function" ? this.functionOptions.get(location.fn ?? "") : undefined;
        return Promise.resolve({ ...initial, ...asked, pending: true });
    }
}

/** Makes one gdb after the other: a process may lose its gdb and need another. */
export class ProcessGdbFactory implements IGDBBackendFactory {
    private process: GdbProcess | undefined;

    constructor(private readonly installation: GdbInstallation) {}

    createGDBManager(): Promise<IGDBProcessManager> {
        this.process = new GdbProcess(this.installation);
        return Promise.resolve(this.process);
    }

    createBackend(_session: GDBDebugSessionBase, manager: IGDBProcessManager): Promise<ProcessGdb> {
        return Promise.resolve(new ProcessGdb(manager));
    }

    /** Ends the last gdb made, however it is. */
    end(): void {
        void this.process?.stop();
    }
}
