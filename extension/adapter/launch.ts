/**
 * One launch: the engine, the programs under it, and their processes. It decides which process is to be debugged and
 * when; how is the business of the process's session.
 */
import { EventEmitter } from "node:events";
import { stat } from "node:fs/promises";
import path from "node:path";
import { version } from "../../package.json";
import { engineCommand } from "../../tracer/recorder/engineCommand";
import { EngineControl } from "../../tracer/recorder/engineControl";
import { sourceFilesOf } from "../../tracer/symbols/sourceFilesOf";
import { exitStatus, signalName } from "../../tracer/syscalls/signalNames";
import { createTrace } from "../../tracer/trace/createTrace";
import { folderInCache, keepNewest } from "./cacheFolder";
import { compile, isCSource } from "./compile";
import type { CustomEventBodies, CustomEventName } from "../protocol/customEvents";
import { FrozenMarks } from "./frozenMarks";
import type { GdbInstallation } from "./gdbInstallation";
import { OutputMarks } from "./outputMarks";
import type { LaunchConfiguration } from "./launchConfiguration";
import {
    engineDidNotStart,
    engineGone,
    engineSilent,
    outputLost,
    programDidNotStart,
    quietProcesses,
    recordingFailed,
    sessionsNotSupported,
    workingDirectoryMissing,
} from "./messages";
import { mostQuietSessions, SessionQueue } from "./sessionQueue";
import { crashSignalNumbers, signalNumber } from "./signals";
import { SpawnedEngine } from "./spawnedEngine";
import { TargetProcess, type Hold } from "./targetProcess";
import { terminalCommand } from "./terminalCommand";
import type { UserBreakpoints } from "./userBreakpoints";
import { shellStatus, type ProcessEnd } from "./waitStatus";
import { Writers } from "./writers";

/** What a launch needs of the client. */
export interface LaunchClient {
    readonly opensSessions: boolean;
    readonly hasTerminal: boolean;
    openSession(process: TargetProcess): Promise<void>;
    runInTerminal(
        kind: "integrated" | "external",
        title: string,
        command: string[],
        cwd: string,
        env: Readonly<Record<string, string | null>>,
    ): Promise<void>;
    output(category: "stdout" | "stderr" | "console", text: string): void;
    tell<Name extends CustomEventName>(name: Name, body: CustomEventBodies[Name]): void;
}

export interface LaunchEvents {
    /** The last process has ended. `status` as a shell has it. */
    ended: [status: number];
    /** The user asked for the programs to be started again. */
    restart: [];
}

const tracesKept = 20;
/** A terminal may take its time to open. */
const startSeconds = 30;

/** What is to be run, each with its arguments. */
export type Programs = readonly (readonly [string, ...string[]])[];

export class Launch extends EventEmitter<LaunchEvents> {
    private readonly processes = new Map<number, TargetProcess>();
    private readonly sessions: SessionQueue;
    private readonly frozenMarks = new FrozenMarks(() => this.processes.values());
    private readonly writers = new Writers();
    private spawned: SpawnedEngine | undefined;
    /** Set while the programs are being started. */
    private startFailed: (() => void) | undefined;
    private born = 0;
    private notStarted: Set<TargetProcess> | undefined;
    private firstStatus = 0;
    private over = false;
    private closing = false;

    private constructor(
        readonly configuration: LaunchConfiguration,
        readonly gdb: GdbInstallation | undefined,
        readonly breakpoints: UserBreakpoints,
        private readonly client: LaunchClient,
        private readonly control: EngineControl,
    ) {
        super();
        this.sessions = new SessionQueue(
            (process) => client.openSession(process),
            () => client.output("console", quietProcesses(mostQuietSessions)),
        );
    }

    /** Compiles what is to be compiled: the command lines to run. Throws a UserError. */
    static async prepare(configuration: LaunchConfiguration, client: LaunchClient, cancelled: AbortSignal): Promise<Programs> {
        const directory = await stat(configuration.cwd).catch(() => undefined);
        if (directory?.isDirectory() !== true) throw workingDirectoryMissing(configuration.cwd);
        const programs: Programs[number][] = [];
        for (const { program, args } of configuration.programs) {
            const executable = isCSource(program)
                ? await compile({
                      source: program,
                      compiler: configuration.compiler,
                      arguments: configuration.compilerArguments,
                      cancelled,
                      report: (spoke) => client.tell("ipcscope.diagnostics", spoke),
                  })
                : program;
            programs.push([executable, ...args]);
        }
        return programs;
    }

    /** `start` starts the programs. */
    static async open(
        configuration: LaunchConfiguration,
        gdb: GdbInstallation | undefined,
        breakpoints: UserBreakpoints,
        client: LaunchClient,
    ): Promise<Launch> {
        return new Launch(configuration, client.opensSessions ? gdb : undefined, breakpoints, client, await EngineControl.listen());
    }

    /** Resolves when the programs are under way, or wait for their sessions. Throws a UserError. */
    async start(programs: Programs): Promise<void> {
        const { configuration, control, client } = this;
        const trace = configuration.trace ?? (await this.traceInCache());
        await createTrace(trace, {
            programs,
            directory: configuration.cwd,
            payload: configuration.payload,
            stacks: configuration.stacks,
            ipcscope: version,
        });
        client.tell("ipcscope.trace", { path: trace, title: configuration.title });
        client.tell("ipcscope.watching", { on: configuration.watchMemory });
        const command = engineCommand({
            programs,
            trace,
            payload: configuration.payload,
            stacks: configuration.stacks,
            watchMemory: configuration.watchMemory,
            debugRegisters: configuration.debugRegisters,
            // VS Code's terminals, and Node, pass on descriptors of their own (log files), which are not the program's story.
            closeInherited: true,
            control,
        });
        if (!client.opensSessions) client.output("console", sessionsNotSupported());
        const launched = this.listen(programs.length);
        this.quietly(control.stopMode(configuration.stopMode));
        this.quietly(control.holdExec(this.gdb !== undefined));
        this.applyStopAtCrash();
        await Promise.all([this.startEngine(command), launched]);
    }

    /** Where the sessions of the processes are served. */
    get sessionsPath(): string {
        return path.join(this.control.directory, "sessions");
    }

    process(pid: number): TargetProcess | undefined {
        return this.processes.get(pid);
    }

    // ---- For the sessions

    /** The socket at which the engine waits for the process's gdb. */
    async gdbSocket(process: TargetProcess): Promise<string> {
        const socket = await this.control.gdb(process.pid);
        process.gdb = true;
        return socket;
    }

    /** From now on each access to shared memory is recorded, or none. */
    async watchMemory(on: boolean): Promise<void> {
        await this.control.watchMemory(on);
        this.client.tell("ipcscope.watching", { on });
    }

    /** Whether a gdb can watch data in hardware here. */
    debugRegistersWork(): Promise<boolean> {
        return this.control.debugRegistersWork();
    }

    /** The stop for which it is held, or its next pause, is ours: it changes nothing for the other processes, or the trace. */
    async unseen(process: TargetProcess): Promise<void> {
        await this.control.unseen(process.pid).catch(() => undefined); // It has ended: there will be no stop.
    }

    /** The user steps it: it is to finish its step even when another process stops meanwhile. Or no step came of it. */
    async stepping(process: TargetProcess, on: boolean): Promise<void> {
        process.stepping = on;
        await this.control.stepping(process.pid, on).catch(() => undefined);
    }

    /** The user lets the frozen processes go on. */
    async thaw(): Promise<void> {
        await this.control.thaw().catch(() => undefined);
    }

    /** A line, or several, for the console that all processes share. */
    say(text: string): void {
        this.client.output("console", text);
    }

    /** No gdb will come for it after all. */
    giveUpHold(process: TargetProcess): void {
        if (process.hold === undefined) return;
        const { reason } = process.hold;
        process.hold = undefined;
        if (reason === "launch") this.settled(process);
        else this.quietly(this.control.release(process.pid));
    }

    /** A launched program has its gdb, or needs none. */
    settled(process: TargetProcess): void {
        if (this.notStarted?.delete(process) === true && this.notStarted.size === 0) this.quietly(this.control.start());
    }

    /** The user's wish to stop at crashes has changed. */
    applyStopAtCrash(): void {
        this.quietly(this.control.holdSignals(this.breakpoints.stopAtCrash && this.gdb !== undefined ? crashSignalNumbers() : []));
    }

    /** SIGKILL to one process, or to all. */
    async kill(pid?: number): Promise<void> {
        await this.control.kill(pid).catch(() => undefined); // It has ended already.
    }

    askForRestart(): void {
        this.emit("restart");
    }

    async breakpointsMayLieIn(program: string): Promise<boolean> {
        return this.gdb !== undefined && this.breakpoints.mayLieIn(await sourceFilesOf(program));
    }

    async isCompiledFrom(program: string, source: string): Promise<boolean> {
        const files = await sourceFilesOf(program);
        return [...files].some((file) => path.basename(file) === path.basename(source));
    }

    /** As a shell reports it. */
    exitStatus(end: ProcessEnd): number {
        return "code" in end ? end.code : 128 + signalNumber(end.signal);
    }

    signalOf(hold: Hold): string {
        return signalName(Number(hold.detail));
    }

    // ---- For the launch's session

    /** A breakpoint was set somewhere: processes that may hit it and have no gdb get one. */
    async breakpointsChanged(): Promise<void> {
        for (const process of this.processes.values()) {
            if (!process.alive || process.gdb || process.hold !== undefined) continue;
            if (!(await this.breakpointsMayLieIn(process.program))) continue;
            process.gdbIsWanted();
            this.sessions.now(process);
        }
    }

    /** Ends all that is left, and leaves nothing behind. */
    async close(): Promise<void> {
        this.closing = true;
        this.frozenMarks.close();
        await this.control.close();
        await this.spawned?.ended();
    }

    // ---- The engine

    private async startEngine(command: [string, ...string[]]): Promise<void> {
        const { configuration, control, client } = this;
        if (configuration.console === "internalConsole" || !client.hasTerminal) {
            const marks = new OutputMarks((pid) => this.writers.of(pid));
            this.spawned = new SpawnedEngine(command, configuration, marks, (category, text) => client.output(category, text));
            void this.spawned.closed.then(() => this.outputEnded());
            return;
        }
        const words = await terminalCommand(command, control.directory, configuration.title);
        const kind = configuration.console === "externalTerminal" ? "external" : "integrated";
        await client.runInTerminal(kind, configuration.title, words, configuration.cwd, configuration.env);
    }

    /** As a rule, since the engine has ended. */
    private async outputEnded(): Promise<void> {
        this.startFailed?.();
        const engineLives = await this.control.kill().then(
            () => true,
            () => false,
        );
        if (engineLives) this.warn(outputLost());
    }

    /** Resolves when all launched programs are held and it is known what is to become of them. */
    private listen(count: number): Promise<void> {
        const { control } = this;
        control.on("hello", ({ pid }) => this.writers.isEngine(pid));
        control.on("process", ({ pid, parent, how }) => this.processBorn(pid, parent, how));
        control.on("exec", ({ pid, path: program, name }) => this.processes.get(pid)?.executed(program, name));
        control.on("stopped", ({ pid }) => this.standsForUser(pid, true));
        control.on("resumed", ({ pid }) => this.standsForUser(pid, false));
        control.on("frozen", () => this.frozenMarks.change(true));
        control.on("thawed", () => this.frozenMarks.change(false));
        control.on("exited", ({ pid, waitStatus }) => this.processExited(pid, waitStatus));
        control.on("recordingFailed", ({ sentence }) => this.warn(recordingFailed(sentence)));
        control.on("end", ({ waitStatus }) => void this.end(shellStatus(waitStatus)));
        control.on("closed", ({ expected }) => void this.disconnected(expected));
        return new Promise((resolve, reject) => {
            this.startFailed = () => reject(engineDidNotStart(this.spawned?.lastWords.trim() ?? ""));
            const silent = setTimeout(() => reject(engineSilent(startSeconds)), startSeconds * 1000);
            const started = (): void => {
                this.startFailed = undefined;
                resolve();
            };
            const launched = new Set<TargetProcess>();
            control.on("hello", () => clearTimeout(silent));
            control.on("error", ({ sentence }) => reject(programDidNotStart(sentence)));
            control.on("closed", () => clearTimeout(silent));
            control.on("held", ({ pid, reason, detail }) => {
                const process = this.processes.get(pid);
                if (process === undefined) return;
                if (reason === "breakpoint" || reason === "signal") this.frozenMarks.isHeld(process);
                if (reason !== "launch") {
                    void this.held(process, { reason, detail });
                    return;
                }
                launched.add(process);
                if (launched.size < count) return;
                this.notStarted = new Set(launched);
                void Promise.all([...launched].map((first) => this.heldAtLaunch(first))).then(started);
            });
        });
    }

    private processBorn(pid: number, parent: number, how: "launched" | "fork" | "vfork" | "clone" | "attached"): void {
        const creator = this.processes.get(parent);
        const process = new TargetProcess(`p${++this.born}`, pid, how === "launched", creator);
        this.processes.set(pid, process);
        this.writers.born(process);
        if (how === "vfork") creator?.suspendFor(process);
        this.frozenMarks.update(process);
        if (this.client.opensSessions) this.sessions.later(process);
    }

    private standsForUser(pid: number, stopped: boolean): void {
        const process = this.processes.get(pid);
        if (process === undefined) return;
        process.stopped = stopped;
        if (stopped) process.stepping = false;
        if (stopped) this.frozenMarks.update(process);
        else this.frozenMarks.goesOn(process);
    }

    private async heldAtLaunch(process: TargetProcess): Promise<void> {
        await process.nameIsKnown();
        const wanted = this.gdb !== undefined && (this.configuration.stopOnEntry || (await this.breakpointsMayLieIn(process.program)));
        if (wanted) this.handToGdb(process, { reason: "launch", detail: "" });
        else this.settled(process);
    }

    private async held(process: TargetProcess, hold: Hold): Promise<void> {
        await process.nameIsKnown();
        const wanted = this.gdb !== undefined && (hold.reason !== "exec" || (await this.breakpointsMayLieIn(process.program)));
        if (wanted) this.handToGdb(process, hold);
        else this.quietly(this.control.release(process.pid));
    }

    private handToGdb(process: TargetProcess, hold: Hold): void {
        process.heldFor(hold);
        this.sessions.now(process);
    }

    private processExited(pid: number, waitStatus: number): void {
        const process = this.processes.get(pid);
        if (process === undefined) return;
        this.processes.delete(pid);
        process.ended(exitStatus(waitStatus));
    }

    private async end(status: number): Promise<void> {
        this.firstStatus = status;
        await this.spawned?.ended();
        this.finish();
    }

    /** The engine is gone. It had said so before, or not. */
    private async disconnected(expected: boolean): Promise<void> {
        await this.spawned?.ended();
        if (this.startFailed !== undefined) this.startFailed();
        else if (!expected && !this.closing && !this.over) this.warn(engineGone());
        for (const process of this.processes.values()) process.ended(null);
        this.processes.clear();
        if (!expected) this.finish();
    }

    private finish(): void {
        if (this.over || this.startFailed !== undefined) return;
        this.over = true;
        this.emit("ended", this.firstStatus);
    }

    private warn(text: string): void {
        this.client.output("console", text);
        this.client.tell("ipcscope.message", { severity: "error", text });
    }

    /** For commands whose failure means that the process or the engine has gone, which is told by an event. */
    private quietly(command: Promise<void>): void {
        command.catch(() => undefined);
    }

    private async traceInCache(): Promise<string> {
        const folder = await folderInCache("traces");
        await keepNewest(folder, tracesKept - 1);
        const moment = new Date().toISOString().replaceAll(/[:.]/g, "-");
        return path.join(folder, `${path.parse(this.configuration.title).name.replaceAll(/[^\w.-]+/g, "_")}-${moment}.ipctrace`);
    }
}
