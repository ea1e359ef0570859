/** One launch: the engine, and the programs under it. Which process is debugged, and when, is the business of `LaunchProcesses`. */
import { EventEmitter } from "node:events";
import path from "node:path";
import { version } from "../../package.json";
import { engineCommand } from "../../tracer/recorder/engineCommand";
import { EngineControl } from "../../tracer/recorder/engineControl";
import { createTrace } from "../../tracer/traceFile/createTrace";
import type { GdbInstallation } from "./gdbInstallation";
import { Inspectors } from "./inspectors";
import { keptTrace } from "./keptTrace";
import type { LaunchClient } from "./launchClient";
import type { LaunchConfiguration } from "./launchConfiguration";
import { LaunchProcesses } from "./launchProcesses";
import {
    engineDidNotStart,
    engineGone,
    outputLost,
    programDidNotStart,
    recordingFailed,
    sessionsNotSupported,
    type UserError,
} from "./messages";
import { startsNode } from "./nodeProgram";
import { OutputMarks } from "./outputMarks";
import type { Programs } from "./programs";
import type { StopElsewhere } from "../protocol/customRequests";
import { quietly } from "./quietly";
import { crashSignalNumbers, signalNumber } from "./signals";
import { SpawnedEngine } from "./spawnedEngine";
import type { TargetProcess } from "./targetProcess";
import { terminalCommand, terminalPidFile } from "./terminalCommand";
import { TerminalStart } from "./terminalStart";
import { traceInCache } from "./traceInCache";
import type { UserBreakpoints } from "./userBreakpoints";
import { shellStatus } from "./waitStatus";

export interface LaunchEvents {
    /** The last process has ended. `status` as a shell has it. */
    ended: [status: number];
    /** The user asked for the programs to be started again. */
    restart: [];
}

export class Launch extends EventEmitter<LaunchEvents> {
    readonly processes: LaunchProcesses;
    private spawned: SpawnedEngine | undefined;
    private inspectors: Inspectors | undefined;
    private terminalStart: TerminalStart | undefined;
    /** The engine has said that it is there. */
    private hasSpoken = false;
    /** Set while the programs are being started. */
    private startFailed: ((reason?: UserError) => void) | undefined;
    private firstStatus = 0;
    private over = false;
    private closing = false;

    private constructor(
        readonly configuration: LaunchConfiguration,
        private readonly programs: Programs,
        readonly gdb: GdbInstallation | undefined,
        readonly breakpoints: UserBreakpoints,
        private readonly client: LaunchClient,
        private readonly control: EngineControl,
    ) {
        super();
        const { stopOnEntry } = configuration;
        const wishes = { possible: gdb !== undefined, stopOnEntry, node: this.debugsNode, breakpoints };
        this.processes = new LaunchProcesses(control, client, wishes, programs.length);
    }

    /** `start` starts the programs. */
    static async open(
        configuration: LaunchConfiguration,
        programs: Programs,
        gdb: GdbInstallation | undefined,
        breakpoints: UserBreakpoints,
        client: LaunchClient,
    ): Promise<Launch> {
        const usable = client.opensSessions ? gdb : undefined;
        return new Launch(configuration, programs, usable, breakpoints, client, await EngineControl.listen());
    }

    /** Resolves when the programs are under way, or wait for their sessions. Throws a UserError. */
    async start(): Promise<void> {
        const { configuration, programs, control, client } = this;
        const trace = await this.traceFile();
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
        const env = { ...configuration.env, ...(await this.inspectorVariables()) };
        if (!client.opensSessions) client.output("console", sessionsNotSupported());
        const launched = this.listen();
        quietly(control.stopMode(configuration.stopMode));
        quietly(control.holdExec(this.gdb !== undefined));
        this.applySignalStops();
        await Promise.all([this.startEngine(command, env), launched]);
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

    /** Another debugger than gdb has stopped the process, or lets it go on. Resolves when that is recorded. */
    async standsElsewhere(pid: number, stands: StopElsewhere | null): Promise<void> {
        this.processes.standsForUser(pid, stands !== null);
        await this.control.stands(pid, stands).catch(() => undefined); // It has ended.
    }

    /** The user lets the frozen processes go on. */
    async thaw(): Promise<void> {
        await this.control.thaw().catch(() => undefined);
    }

    /** A line, or several, for the console that all processes share. */
    say(text: string): void {
        this.client.output("console", text);
    }

    /** The user's wish to stop at signals has changed. */
    applySignalStops(): void {
        if (this.gdb === undefined) return;
        const { crash, delivered, handlers } = this.breakpoints.signalStops;
        const whenever = [...delivered, ...handlers].map(signalNumber);
        quietly(this.control.holdSignals(crash ? crashSignalNumbers() : [], whenever));
    }

    /** SIGKILL to one process, or to all. */
    async kill(pid?: number): Promise<void> {
        await this.control.kill(pid).catch(() => undefined); // It has ended already.
    }

    askForRestart(): void {
        this.emit("restart");
    }

    // ---- For the launch's session

    /** Ends all that is left, and leaves nothing behind. */
    async close(): Promise<void> {
        this.closing = true;
        this.terminalStart?.over();
        this.inspectors?.close();
        this.processes.close();
        await this.control.close();
        await this.spawned?.ended();
    }

    // ---- The engine

    private traceFile(): Promise<string> {
        const { trace, record, title } = this.configuration;
        if (trace !== undefined) return Promise.resolve(trace);
        return record === undefined ? traceInCache(title) : keptTrace(record, title);
    }

    private get debugsNode(): boolean {
        return this.configuration.debugsNode && this.client.debugsNode;
    }

    /** Added to the programs' environment, so that a debugger can attach to those that are Node's. */
    private async inspectorVariables(): Promise<Readonly<Record<string, string>>> {
        const { configuration, control, client } = this;
        if (!this.debugsNode) return {};
        this.inspectors = new Inspectors(path.join(control.directory, "inspectors"), ({ pid, url }) =>
            client.tell("ipcscope.inspector", { pid, process: this.processes.get(pid)?.id ?? null, url }),
        );
        await this.inspectors.open();
        if (this.programs.some(([executable]) => startsNode(executable))) client.tell("ipcscope.nodeExpected", {});
        return this.inspectors.environment(configuration.env["NODE_OPTIONS"] ?? process.env["NODE_OPTIONS"]);
    }

    private async startEngine(command: [string, ...string[]], env: LaunchConfiguration["env"]): Promise<void> {
        const { configuration, control, client } = this;
        if (configuration.console === "internalConsole" || !client.hasTerminal) {
            const marks = new OutputMarks((pid) => this.processes.writers.of(pid));
            this.spawned = new SpawnedEngine(command, { ...configuration, env }, marks, (category, text) => client.output(category, text));
            void this.spawned.closed.then(() => this.outputEnded());
            return;
        }
        const { title, cwd } = configuration;
        const kind = configuration.console === "externalTerminal" ? "external" : "integrated";
        const inTerminal = await terminalCommand(command, control.directory, title);
        const terminal = await client.runInTerminal({ kind, title, command: inTerminal, cwd, env });
        this.terminalOpened(terminal);
    }

    private terminalOpened(terminal: number | undefined): void {
        const { control, client } = this;
        if (this.startFailed === undefined || this.hasSpoken || this.closing) return;
        this.terminalStart = new TerminalStart(terminalPidFile(control.directory), terminal, {
            failed: (error) => this.startFailed?.(error),
            slow: (sentence) => client.warn(sentence, "warning"),
        });
    }

    private engineSpeaks(): void {
        this.hasSpoken = true;
        this.terminalStart?.over();
    }

    /** As a rule, since the engine has ended. */
    private async outputEnded(): Promise<void> {
        this.startFailed?.();
        const engineLives = await this.control.kill().then(
            () => true,
            () => false,
        );
        if (engineLives) this.client.warn(outputLost(), "error");
    }

    /** Resolves when all launched programs are held and it is known what is to become of them. */
    private listen(): Promise<void> {
        const { control, client } = this;
        control.on("recordingFailed", ({ sentence }) => client.warn(recordingFailed(sentence), "error"));
        control.on("end", ({ waitStatus }) => void this.end(shellStatus(waitStatus)));
        control.on("closed", ({ expected }) => void this.disconnected(expected));
        return new Promise((resolve, reject) => {
            this.startFailed = (reason = engineDidNotStart(this.spawned?.lastWords.trim() ?? "")) => reject(reason);
            control.on("hello", () => this.engineSpeaks());
            control.on("error", ({ sentence }) => reject(programDidNotStart(sentence)));
            void this.processes.programsDecided.then(() => {
                this.startFailed = undefined;
                resolve();
            });
        });
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
        else if (!expected && !this.closing && !this.over) this.client.warn(engineGone(), "error");
        this.processes.abandon();
        if (!expected) this.finish();
    }

    private finish(): void {
        if (this.over || this.startFailed !== undefined) return;
        this.over = true;
        this.emit("ended", this.firstStatus);
    }
}
