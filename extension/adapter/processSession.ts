/**
 * The debug session of one process. A gdb serves it through cdt-gdb-adapter's remote target session; but most processes
 * never need one, so it is started when the process is held (at its launch, at a breakpoint, at an exec, by a crash), when
 * the user pauses it, or when a breakpoint is set while it runs. Without gdb the process simply runs.
 */
import { BreakpointEvent, ContinuedEvent, Event, ExitedEvent, InitializedEvent, Response, TerminatedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { TargetAttachRequestArguments } from "cdt-gdb-adapter";
import type { ProcessAddress } from "../protocol/processAddress";
import { endProcess } from "../protocol/customRequests";
import { capabilities } from "./capabilities";
import { ProcessGdbFactory } from "./gdbBackend";
import { GdbBreakpointSession } from "./gdbBreakpointSession";
import { setUpCommands, signalCommands } from "./gdbCommands";
import { firstThread } from "./gdbSession";
import type { Launch } from "./launch";
import {
    breakpointWaitsForVfork,
    gdbDied,
    gdbFailed,
    gdbNeeded,
    gdbSilent,
    noCaller,
    noSourceYet,
    processEnded,
    processGone,
    processIsRunning,
    UserError,
    waitsInVfork,
} from "./messages";
import type { Hold, TargetProcess } from "./targetProcess";
import type { ProcessEnd } from "./waitStatus";

/** A gdb that does not connect within this time never will. */
const connectMilliseconds = 20_000;

/** Requests about a process that stands still. */
const needStop = new Set([
    "scopes",
    "variables",
    "setVariable",
    "evaluate",
    "stackTrace",
    "readMemory",
    "writeMemory",
    "disassemble",
    "next",
    "stepIn",
    "stepOut",
]);

/** `name`: as the client shows the session. */
type ProcessSessionArguments = TargetAttachRequestArguments & ProcessAddress & { readonly name?: string };

export class ProcessSession extends GdbBreakpointSession {
    private readonly gdbFactory: ProcessGdbFactory | undefined;
    private target: TargetProcess | undefined;
    private gdbState: "none" | "starting" | "ready" = "none";
    private configured = false;
    /** gdb has had the process since the session began; it goes on when the client has set its breakpoints. */
    private waitsForClient = false;
    /** Until it leaves vfork(2). */
    private breakpointsWait = false;
    private finished = false;
    /** What gdb has been told, or will be when it starts. */
    private stopAtCrash: boolean;
    private readonly sourceBreakpoints = new Map<string, DebugProtocol.SetBreakpointsArguments>();
    private functionBreakpointsAsked: DebugProtocol.SetFunctionBreakpointsArguments = { breakpoints: [] };
    private turn: Promise<unknown> = Promise.resolve();

    constructor(private readonly launch: Launch) {
        const factory = launch.gdb === undefined ? undefined : new ProcessGdbFactory(launch.gdb);
        super(factory);
        this.gdbFactory = factory;
        this.stopAtCrash = launch.breakpoints.stopAtCrash;
        this.setRunAsServer(true);
        this.on("close", () => this.gdbFactory?.end());
    }

    // ---- The session's life

    protected override dispatchRequest(request: DebugProtocol.Request): void {
        if (needStop.has(request.command) && (this.gdbState !== "ready" || this.isRunning)) {
            this.refuse(new Response(request), processIsRunning(this.name));
        } else {
            super.dispatchRequest(request);
        }
    }

    protected override initializeRequest(response: DebugProtocol.InitializeResponse, args: DebugProtocol.InitializeRequestArguments): void {
        void this.ask("initialize", (own) => Promise.resolve(super.initializeRequest(own, args)));
        response.body = capabilities;
        this.sendResponse(response);
    }

    protected override launchRequest(response: DebugProtocol.LaunchResponse, args: ProcessSessionArguments): Promise<void> {
        return this.attachRequest(response, args);
    }

    protected override async attachRequest(response: DebugProtocol.AttachResponse, args: ProcessSessionArguments): Promise<void> {
        const target = this.launch.process(args.__process.pid);
        if (target === undefined) {
            this.refuse(response, processGone(args.__process.pid));
            return;
        }
        this.target = target;
        if (target.hold !== undefined) this.waitsForClient = await this.inTurn(() => this.takeOver(target));
        target.on("held", () => this.needsGdb());
        target.on("gdbWanted", () => this.needsGdb());
        target.on("renamed", () => this.tell("ipcscope.renamed", { name: target.title }));
        target.on("vforkOver", () => this.leftVfork());
        target.once("ended", (end) => this.finish(end));
        this.tellClient(new InitializedEvent());
        this.sendResponse(response);
        this.tellClient(
            new Event("process", {
                name: target.name,
                systemProcessId: target.pid,
                isLocalProcess: true,
                startMethod: "launch",
                pointerSize: 64,
            }),
        );
        if (args.name !== undefined && args.name !== target.title) this.tell("ipcscope.renamed", { name: target.title });
        if (target.end !== undefined) this.finish(target.end);
    }

    protected override async configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): Promise<void> {
        this.sendResponse(response);
        await this.inTurn(async () => {
            this.configured = true;
            if (this.waitsForClient) await this.goOn();
        });
        this.needsGdb();
    }

    protected override async disconnectRequest(response: DebugProtocol.DisconnectResponse): Promise<void> {
        await this.end();
        this.sendResponse(response);
    }

    protected override async terminateRequest(response: DebugProtocol.TerminateResponse): Promise<void> {
        await this.end();
        this.sendResponse(response);
    }

    protected override restartRequest(response: DebugProtocol.RestartResponse): void {
        this.sendResponse(response);
        this.launch.askForRestart();
    }

    protected override async customRequest(command: string, response: DebugProtocol.Response, args: unknown): Promise<void> {
        if (command !== endProcess) {
            super.customRequest(command, response, args);
            return;
        }
        if (this.target?.alive === true) await this.launch.kill(this.target.pid);
        this.sendResponse(response);
    }

    /** To stop any process's session is to stop the launch. A session whose process has ended has nothing to stop. */
    private async end(): Promise<void> {
        if (this.target?.alive === true) await this.launch.kill();
    }

    private finish(end: ProcessEnd | null): void {
        if (this.finished) return;
        this.finished = true;
        this.gdbFactory?.end();
        if (end !== null) {
            this.tellClient(new ExitedEvent("code" in end ? end.code : this.launch.exitStatus(end)));
            this.say(processEnded(this.name, end));
        }
        this.tellClient(new TerminatedEvent());
    }

    // ---- gdb: when, and how the process goes on afterwards

    /** The process waits for a gdb, or a breakpoint was set that it may hit. */
    private needsGdb(): void {
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
    private async takeOver(target: TargetProcess, forUser = false): Promise<boolean> {
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
                initCommands: signalCommands(this.stopAtCrash),
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
                this.launch.giveUpHold(target);
            }
            return false;
        }
    }

    /** Lets the process run on from wherever gdb found it, or tells the client why it stands still. */
    private async goOn(): Promise<void> {
        const hold = this.target?.hold;
        if (this.target !== undefined) this.target.hold = undefined;
        try {
            await this.resumeFrom(hold);
        } catch (error) {
            this.say(error instanceof Error ? error.message : String(error));
        }
    }

    private async resumeFrom(hold: Hold | undefined): Promise<void> {
        switch (hold?.reason) {
            case "signal":
                this.stoppedByCrash((await this.gdb.queryCurrentThreadId()) || firstThread, this.launch.signalOf(hold));
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
                if (this.target !== undefined) this.launch.settled(this.target);
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
            this.tellClient(new ContinuedEvent(firstThread, true));
        }
        return Promise.resolve();
    }

    private forgetGdb(): void {
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
        this.instructionBreakpoints.clear();
        this.variables.forgetGdb();
        this.waitPausedDone();
        if (this.target !== undefined) this.target.gdb = false;
    }

    // ---- Breakpoints

    protected override async setBreakPointsRequest(
        response: DebugProtocol.SetBreakpointsResponse,
        args: DebugProtocol.SetBreakpointsArguments,
    ): Promise<void> {
        const source = args.source.path ?? "";
        const known = this.sourceBreakpoints.get(source)?.breakpoints ?? [];
        const asked = args.breakpoints ?? [];
        this.sourceBreakpoints.set(source, args);
        this.launch.breakpoints.setInSource(source, asked.length);
        await this.answer(response, async () => {
            const breakpoints = this.isSuspended
                ? this.promiseAfterVfork(asked)
                : this.inTurn(() => (this.gdbState === "ready" ? this.placeInSource(args) : this.promiseInSource(args)));
            response.body = { breakpoints: await breakpoints };
        });
        if (asked.some(({ line }) => !known.some((old) => old.line === line))) await this.gdbForNewBreakpoints();
    }

    protected override async setFunctionBreakPointsRequest(
        response: DebugProtocol.SetFunctionBreakpointsResponse,
        args: DebugProtocol.SetFunctionBreakpointsArguments,
    ): Promise<void> {
        const known = this.functionBreakpointsAsked.breakpoints;
        this.functionBreakpointsAsked = args;
        this.launch.breakpoints.setOnFunctions(args.breakpoints.length);
        await this.answer(response, async () => {
            const promised = args.breakpoints.map(() => ({ verified: true, id: this.breakpointIds.next() }));
            const breakpoints = this.isSuspended
                ? this.promiseAfterVfork(args.breakpoints)
                : this.inTurn(() => (this.gdbState === "ready" ? this.placeOnFunctions(args) : Promise.resolve(promised)));
            response.body = { breakpoints: await breakpoints };
        });
        if (args.breakpoints.some(({ name }) => !known.some((old) => old.name === name))) await this.gdbForNewBreakpoints();
    }

    protected override async setDataBreakpointsRequest(
        response: DebugProtocol.SetDataBreakpointsResponse,
        args: DebugProtocol.SetDataBreakpointsArguments,
    ): Promise<void> {
        await this.answer(response, async () => {
            const place = this.gdbState === "ready" && !this.isSuspended;
            response.body = {
                breakpoints: place ? await this.inTurn(() => this.placeOnData(args)) : args.breakpoints.map(() => ({ verified: false })),
            };
        });
    }

    protected override async setInstructionBreakpointsRequest(
        response: DebugProtocol.SetInstructionBreakpointsResponse,
        args: DebugProtocol.SetInstructionBreakpointsArguments,
    ): Promise<void> {
        await this.answer(response, async () => {
            const place = this.gdbState === "ready" && !this.isSuspended;
            response.body = {
                breakpoints: place
                    ? await this.inTurn(() => this.placeOnInstructions(args))
                    : args.breakpoints.map(() => ({ verified: false })),
            };
        });
    }

    protected override async setExceptionBreakPointsRequest(
        response: DebugProtocol.SetExceptionBreakpointsResponse,
        args: DebugProtocol.SetExceptionBreakpointsArguments,
    ): Promise<void> {
        const stopAtCrash = args.filters.includes("crash");
        const changed = stopAtCrash !== this.stopAtCrash;
        this.stopAtCrash = stopAtCrash;
        this.launch.breakpoints.stopAtCrash = stopAtCrash;
        this.launch.applyStopAtCrash();
        await this.answer(response, async () => {
            if (this.isSuspended) return;
            await this.inTurn(async () => {
                if (!changed || this.gdbState !== "ready") return;
                await this.pauseIfNeeded();
                await this.gdb.sendCommands(signalCommands(stopAtCrash));
                await this.continueIfNeeded();
            });
        });
    }

    private async gdbForNewBreakpoints(): Promise<void> {
        const target = this.target;
        if (target === undefined || !this.configured || this.gdbState !== "none") return;
        if (!(await this.launch.breakpointsMayLieIn(target.program))) return;
        target.wantsGdb = true;
        this.needsGdb();
    }

    /** By vfork(2), while it ran: it cannot be stopped for its breakpoints, nor for a gdb. */
    private get isSuspended(): boolean {
        return this.target?.suspendedFor !== undefined && (this.gdbState === "starting" || (this.gdbState === "ready" && this.isRunning));
    }

    private promiseAfterVfork(asked: readonly object[]): Promise<DebugProtocol.Breakpoint[]> {
        this.breakpointsWait = true;
        return Promise.resolve(
            asked.map(() => ({ id: this.breakpointIds.next(), verified: false, message: breakpointWaitsForVfork(this.name) })),
        );
    }

    /** What had to wait while it was suspended by vfork(2). */
    private leftVfork(): void {
        this.needsGdb();
        if (this.gdbState === "ready" && this.breakpointsWait) void this.inTurn(() => this.placeAllBreakpoints());
    }

    /** Without gdb nothing is placed yet; whether the file is part of the program can be told all the same. */
    private async promiseInSource(args: DebugProtocol.SetBreakpointsArguments): Promise<DebugProtocol.Breakpoint[]> {
        const known = this.target !== undefined && (await this.launch.isCompiledFrom(this.target.program, args.source.path ?? ""));
        const promised = (args.breakpoints ?? []).map(({ line }): DebugProtocol.Breakpoint & { id: number } => {
            const breakpoint = { id: this.breakpointIds.next(), verified: known, line };
            return known ? breakpoint : { ...breakpoint, message: noSourceYet() };
        });
        this.promisedIds.set(
            args.source.path ?? "",
            promised.map(({ id }) => id),
        );
        return promised;
    }

    /** gdb has just connected: what the client has set so far, and what has become of it. */
    private async placeAllBreakpoints(): Promise<void> {
        this.breakpointsWait = false;
        for (const args of this.sourceBreakpoints.values()) {
            for (const breakpoint of await this.placeInSource(args)) this.tellClient(new BreakpointEvent("changed", breakpoint));
        }
        if (this.functionBreakpointsAsked.breakpoints.length > 0) await this.placeOnFunctions(this.functionBreakpointsAsked);
    }

    /** Stops the process for a moment if it runs, so that gdb may change its breakpoints. */
    protected override async pauseIfNeeded(): Promise<void> {
        if (this.isRunning && this.pauseCount === 0 && this.target !== undefined) await this.launch.unseen(this.target);
        await super.pauseIfNeeded();
    }

    // ---- Requests that mean something else, or nothing, while there is no gdb

    protected override async threadsRequest(response: DebugProtocol.ThreadsResponse): Promise<void> {
        if (this.gdbState === "ready" && (this.threads.length > 0 || !this.isRunning)) return super.threadsRequest(response);
        response.body = { threads: this.finished ? [] : [{ id: firstThread, name: this.name }] };
        this.sendResponse(response);
    }

    protected override async pauseRequest(response: DebugProtocol.PauseResponse, args: DebugProtocol.PauseArguments): Promise<void> {
        const target = this.target;
        if (target === undefined || this.gdbFactory === undefined) {
            this.refuse(response, gdbNeeded());
            return;
        }
        this.sendResponse(response);
        const child = target.suspendedFor;
        if (child !== undefined && (this.gdbState !== "ready" || this.isRunning)) {
            this.say(waitsInVfork(target.name, child.name));
            this.tell("ipcscope.message", { severity: "warning", text: waitsInVfork(target.name, child.name) });
        }
        await this.inTurn(async () => {
            if (this.gdbState === "ready") {
                this.pausing = true;
                await Promise.resolve(this.gdb.pause(args.threadId)).catch(() => undefined); // It stands still already.
                return;
            }
            if (!(await this.takeOver(target, true))) return;
            if (target.hold === undefined) this.sendStoppedEvent("pause", (await this.gdb.queryCurrentThreadId()) || firstThread, true);
            else await this.goOn();
        });
    }

    protected override async continueRequest(
        response: DebugProtocol.ContinueResponse,
        args: DebugProtocol.ContinueArguments,
    ): Promise<void> {
        if (this.gdbState === "ready" && !this.isRunning) return super.continueRequest(response, args);
        response.body = { allThreadsContinued: true };
        this.sendResponse(response);
    }

    protected override nextRequest(response: DebugProtocol.NextResponse, args: DebugProtocol.NextArguments): Promise<void> {
        return this.step(response, (own) => super.nextRequest(own, args));
    }

    protected override stepInRequest(response: DebugProtocol.StepInResponse, args: DebugProtocol.StepInArguments): Promise<void> {
        return this.step(response, (own) => super.stepInRequest(own, args));
    }

    protected override stepOutRequest(response: DebugProtocol.StepOutResponse, args: DebugProtocol.StepOutArguments): Promise<void> {
        return this.step(response, (own) => super.stepOutRequest(own, args));
    }

    private async step(response: DebugProtocol.Response, begin: (own: DebugProtocol.Response) => Promise<void>): Promise<void> {
        const { target } = this;
        if (target === undefined) return;
        await this.launch.stepping(target, true);
        try {
            await this.ask(response.command, begin);
            this.sendResponse(response);
        } catch (error) {
            await this.launch.stepping(target, false);
            const reason = error instanceof Error ? error.message : String(error);
            this.refuse(response, reason.includes("outermost frame") ? noCaller() : new UserError(reason));
        }
    }

    /** One after the other: taking over a process, setting breakpoints, letting it go on. */
    private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
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

    private get name(): string {
        return this.target?.name ?? "The process";
    }
}
