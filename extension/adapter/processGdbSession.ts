/**
 * The gdb of one process. Most processes never need one, so it is started when the process is held (at its launch, at a
 * breakpoint, at an exec, by a crash), when the user pauses it, or when a breakpoint is set while it runs. Without gdb the
 * process simply runs.
 */
import { ContinuedEvent } from "@vscode/debugadapter";
import type { TargetAttachRequestArguments } from "cdt-gdb-adapter";
import { signalName } from "../../tracer/syscalls/signalNames";
import { ProcessGdbFactory } from "./gdbBackend";
import { GdbBreakpointSession } from "./gdbBreakpointSession";
import { setUpCommands, signalCommands } from "./gdbCommands";
import { firstThread } from "./gdbSession";
import type { Launch } from "./launch";
import { MemoryTypes } from "./memoryTypes";
import { gdbDied, gdbFailed, gdbSilent } from "./messages";
import { signalEffect, type SignalStops } from "./signalStops";
import type { Hold, TargetProcess } from "./targetProcess";

/** A gdb that does not connect within this time never will. */
const connectMilliseconds = 20_000;

export abstract class ProcessGdbSession extends GdbBreakpointSession {
    protected readonly gdbFactory: ProcessGdbFactory | undefined;
    protected target: TargetProcess | undefined;
    protected gdbState: "none" | "starting" | "ready" = "none";
    /** The client has set its breakpoints. */
    protected configured = false;
    protected finished = false;
    /** What gdb has been told, or will be when it starts. */
    protected override signalStops: SignalStops;
    private turn: Promise<unknown> = Promise.resolve();
    protected readonly memoryTypes = new MemoryTypes(
        () => this.gdb,
        (command) => this.printed(command),
        (seen) => this.tell("ipcscope.memory", seen),
    );

    constructor(protected readonly launch: Launch) {
        const factory = launch.gdb === undefined ? undefined : new ProcessGdbFactory(launch.gdb);
        super(factory);
        this.gdbFactory = factory;
        this.signalStops = launch.breakpoints.signalStops;
        this.setRunAsServer(true);
        this.on("close", () => this.gdbFactory?.end());
    }

    /** Tells the user something that names the process. */
    protected say(sentence: string): void {
        this.launch.say(sentence);
    }

    protected override print(text: string): void {
        this.launch.say(marked(this.target?.id ?? "", text));
    }

    protected override toldStop(thread: number): void {
        if (this.target !== undefined) void this.memoryTypes.look(this.target.pid, thread).catch(() => undefined); // It goes on already.
    }

    /** gdb has just connected: gives it what the client has set so far. */
    protected abstract placeAllBreakpoints(): Promise<void>;

    /** The process waits for a gdb, or a breakpoint was set that it may hit. */
    protected needsGdb(): void {
        const target = this.target;
        if (target === undefined || !this.configured || this.gdbState !== "none") return;
        if (target.hold === undefined && (!target.wantsGdb || target.suspendedFor !== undefined)) return;
        void this.inTurn(async () => {
            if (this.gdbState === "none" && (await this.takeOver(target))) await this.goOn();
        });
    }

    /**
     * Connects a gdb, which finds or makes the process stopped, and gives it the breakpoints. `forUser`: it is stopped
     * because the user wants to see it.
     */
    protected async takeOver(target: TargetProcess, forUser = false): Promise<boolean> {
        if (this.finished || this.gdbFactory === undefined) return false;
        this.gdbState = "starting";
        target.wantsGdb = false;
        try {
            if (!forUser && target.hold?.reason !== "signal") await this.launch.unseen(target);
            const socket = await this.launch.gdbSocket(target);
            this.watchesInHardware = await this.launch.debugRegistersWork();
            const attach: TargetAttachRequestArguments = {
                gdb: this.launch.gdb?.path ?? "gdb",
                preConnectCommands: setUpCommands(this.watchesInHardware, this.launch.configuration.gdbCommands),
                initCommands: signalCommands(this.signalStops),
                target: { type: "remote", parameters: [socket] },
            };
            await this.within(
                connectMilliseconds,
                this.ask("attach", (own) => super.attachRequest(own, attach)),
            );
            this.gdbState = "ready";
            await this.placeAllBreakpoints();
            return true;
        } catch (error) {
            this.forgetGdb();
            if (target.alive) {
                this.say(gdbFailed(target.name, error instanceof Error ? error.message : String(error)));
                this.launch.processes.giveUpHold(target);
            }
            return false;
        }
    }

    protected override effectOf(signal: string): ReturnType<typeof signalEffect> {
        return signalEffect(this.target?.pid ?? 0, signal);
    }

    /** Lets the process run on from wherever gdb found it, or tells the client why it stands still. */
    protected async goOn(): Promise<void> {
        const hold = this.target?.hold;
        if (this.target !== undefined) this.target.hold = undefined;
        try {
            await this.resumeFrom(hold);
        } catch (error) {
            this.print(error instanceof Error ? error.message : String(error));
        }
    }

    private async resumeFrom(hold: Hold | undefined): Promise<void> {
        switch (hold?.reason) {
            case "signal":
                await this.stoppedAtSignal((await this.gdb.queryCurrentThreadId()) || firstThread, signalName(Number(hold.detail)));
                return;
            case "breakpoint":
                if (!(await this.hasBreakpointAt(BigInt(`0x${hold.detail.replace(/^0x/, "")}`)))) {
                    await this.gdb.sendCommand("-exec-continue"); // It was removed meanwhile.
                    return;
                }
                // A jump to where it stands: gdb passes over a breakpoint at the place where it found the process when
                // told to continue, but this one has not been hit yet as far as gdb knows.
                await this.gdb.sendCommand(`-exec-jump *0x${hold.detail.replace(/^0x/, "")}`);
                return;
            case "launch":
                if (this.target !== undefined) this.launch.processes.settled(this.target);
                if (this.launch.configuration.stopOnEntry && !(await this.stopAtMain())) {
                    this.sendStoppedEvent("entry", firstThread, true);
                    return;
                }
                await this.gdb.sendCommand("-exec-continue");
                return;
            case "exec":
            case undefined:
                await this.gdb.sendCommand("-exec-continue");
        }
    }

    /** False when the program has no `main` that gdb knows. */
    private async stopAtMain(): Promise<boolean> {
        try {
            const { bkpt } = await this.gdb.sendCommand<{ bkpt: { number: string } }>("-break-insert -t main");
            this.entryBreakpoint = bkpt.number;
            return true;
        } catch {
            return false;
        }
    }

    /** cdt-gdb-adapter ends the session when its gdb is gone. The process does not need it to live. */
    protected override setExitSessionRequest(): Promise<void> {
        const lost = this.gdbState === "ready" && !this.finished;
        this.forgetGdb();
        if (lost && this.target?.alive === true) {
            this.say(gdbDied(this.name));
            this.sendEvent(new ContinuedEvent(firstThread, true));
        }
        return Promise.resolve();
    }

    protected forgetGdb(): void {
        this.gdbFactory?.end();
        this.gdbState = "none";
        this.sessionInfo = { ...this.sessionInfo, state: 0 };
        this.threads = [];
        this.isRunning = false;
        this.pauseCount = 0;
        this.isBreakpointSent = false;
        this.isFunctionBreakpointSent = false;
        this.functionBreakpoints = [];
        this.logPointMessages = {};
        this.breakpointIds.forgetGdb();
        this.watchpoints.clear();
        this.forgetSends();
        this.instructionBreakpoints.clear();
        this.variables.forgetGdb();
        this.memoryTypes.forget();
        this.waitPausedDone();
        if (this.target !== undefined) this.target.gdb = false;
    }

    /** By vfork(2), while it ran: it cannot be stopped for its breakpoints, nor for a gdb. */
    protected get isSuspended(): boolean {
        return this.target?.suspendedFor !== undefined && (this.gdbState === "starting" || (this.gdbState === "ready" && this.isRunning));
    }

    /** Stops the process for a moment if it runs, so that gdb may change its breakpoints. */
    protected override async pauseIfNeeded(): Promise<void> {
        if (this.isRunning && this.pauseCount === 0 && this.target !== undefined) await this.launch.unseen(this.target);
        await super.pauseIfNeeded();
    }

    /** One after the other: taking over a process, setting breakpoints, letting it go on. */
    protected inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
        const result = this.turn.then(work);
        this.turn = result.catch(() => undefined);
        return result;
    }

    private within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
        return new Promise((resolve, reject) => {
            const timer = setInterval(() => {
                if (!this.isSuspended) reject(gdbSilent(milliseconds / 1000));
            }, milliseconds);
            work.then(resolve, reject).finally(() => clearInterval(timer));
        });
    }

    protected get name(): string {
        return this.target?.name ?? "The process";
    }
}

/** Each line with the process that it comes from: all processes of a launch share a console. */
function marked(id: string, text: string): string {
    return text.replaceAll(/^/gm, `${id}: `);
}
