/**
 * The debug session of one process. A gdb serves it through cdt-gdb-adapter's remote target session; but most processes
 * never need one, so it is started when the process is held (at its launch, at a breakpoint, at an exec, by a crash), when
 * the user pauses it, or when a breakpoint is set while it runs. Without gdb the process simply runs.
 */
import {
    BreakpointEvent,
    Event,
    ExitedEvent,
    InitializedEvent,
    OutputEvent,
    Response,
    StoppedEvent,
    TerminatedEvent,
} from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { existsSync } from "node:fs";
import {
    GDBTargetDebugSession,
    type FrameReference,
    type FrameVariableReference,
    type MIBreakListResponse,
    type TargetAttachRequestArguments,
} from "cdt-gdb-adapter";
import { BreakpointIds } from "./breakpointIds";
import { capabilities } from "./capabilities";
import type { CustomEventBodies, CustomEventName } from "../protocol/customEvents";
import { ProcessGdb, ProcessGdbFactory } from "./gdbBackend";
import { setUpCommands, signalCommands } from "./gdbCommands";
import { hitCondition, hitConditionForGdb } from "./hitCondition";
import type { Launch } from "./launch";
import { logParts } from "./logMessage";
import {
    gdbDied,
    gdbFailed,
    gdbNeeded,
    invalidHitCondition,
    noSourceYet,
    processEnded,
    processGone,
    processIsRunning,
    UserError,
} from "./messages";
import type { ProcessAddress } from "../protocol/processAddress";
import { signalMeaning } from "./signals";
import type { Hold, TargetProcess } from "./targetProcess";
import type { ProcessEnd } from "./waitStatus";

/** What gdb says of a stop, as far as it matters here. */
interface GdbStop {
    readonly reason?: string;
    readonly bkptno?: string;
    readonly "thread-id"?: string;
    readonly "signal-name"?: string;
}

/** A gdb that does not connect within this time never will. */
const connectMilliseconds = 20_000;
const onlyThread = 1;

export class ProcessSession extends GDBTargetDebugSession {
    private readonly gdbFactory: ProcessGdbFactory | undefined;
    private target: TargetProcess | undefined;
    private gdbState: "none" | "starting" | "ready" = "none";
    private configured = false;
    /** gdb has had the process since the session began; it goes on when the client has set its breakpoints. */
    private waitsForClient = false;
    private finished = false;
    /** Set while a request of the user's for a pause is under way. */
    private pausing = false;
    /** How many commands at gdb's own prompt are under way: only then is what gdb prints meant for the user. */
    private promptCommands = 0;
    private entryBreakpoint: string | undefined;
    /** What gdb has been told, or will be when it starts. */
    private stopAtCrash: boolean;
    private readonly sourceBreakpoints = new Map<string, DebugProtocol.SetBreakpointsArguments>();
    private functionBreakpointsAsked: DebugProtocol.SetFunctionBreakpointsArguments = { breakpoints: [] };
    private readonly breakpointIds = new BreakpointIds();
    /** Requests to cdt-gdb-adapter of our own: their answers are not for the client. */
    private readonly ownRequests = new Map<DebugProtocol.Response, (response: DebugProtocol.Response) => void>();
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

    protected override initializeRequest(response: DebugProtocol.InitializeResponse, args: DebugProtocol.InitializeRequestArguments): void {
        void this.ask("initialize", (own) => Promise.resolve(super.initializeRequest(own, args)));
        response.body = capabilities;
        this.sendResponse(response);
    }

    protected override launchRequest(response: DebugProtocol.LaunchResponse, args: TargetAttachRequestArguments & ProcessAddress): Promise<void> {
        return this.attachRequest(response, args);
    }

    protected override async attachRequest(response: DebugProtocol.AttachResponse, args: TargetAttachRequestArguments & ProcessAddress): Promise<void> {
        const target = this.launch.process(args.__process.pid);
        if (target === undefined) {
            this.refuse(response, processGone(args.__process.pid));
            return;
        }
        this.target = target;
        if (target.hold !== undefined) this.waitsForClient = await this.inTurn(() => this.takeOver(target));
        target.on("held", () => this.needsGdb());
        target.on("gdbWanted", () => this.needsGdb());
        target.on("renamed", () => this.tell("ipcscope.renamed", { name: target.name }));
        target.once("ended", (end) => this.finish(end));
        super.sendEvent(new InitializedEvent());
        this.sendResponse(response);
        super.sendEvent(
            new Event("process", { name: target.name, systemProcessId: target.pid, isLocalProcess: true, startMethod: "launch", pointerSize: 64 }),
        );
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

    /** Stopping a launched program stops the launch; stopping another process stops just that one. */
    private async end(): Promise<void> {
        if (this.target === undefined || !this.target.alive) return;
        if (this.target.launched) await this.launch.kill();
        else await this.launch.kill(this.target.pid);
    }

    private finish(end: ProcessEnd | null): void {
        if (this.finished) return;
        this.finished = true;
        this.gdbFactory?.end();
        if (end !== null) {
            super.sendEvent(new ExitedEvent("code" in end ? end.code : this.launch.exitStatus(end)));
            this.say(processEnded(this.name, end));
        }
        super.sendEvent(new TerminatedEvent());
    }

    // ---- gdb: when, and how the process goes on afterwards

    /** The process waits for a gdb, or a breakpoint was set that it may hit. */
    private needsGdb(): void {
        const target = this.target;
        if (target === undefined || !this.configured || this.gdbState !== "none") return;
        if (target.hold === undefined && !target.wantsGdb) return;
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
            const attach: TargetAttachRequestArguments = {
                gdb: this.launch.gdb?.path ?? "gdb",
                preConnectCommands: setUpCommands(this.launch.configuration.gdbCommands),
                initCommands: signalCommands(this.stopAtCrash),
                target: { type: "remote", parameters: [socket] },
            };
            await this.within(connectMilliseconds, this.ask("attach", (own) => super.attachRequest(own, attach)));
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
                this.stoppedByCrash((await this.gdb.queryCurrentThreadId()) || onlyThread, this.launch.signalOf(hold));
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
                    this.sendStoppedEvent("entry", onlyThread, true);
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

    /** cdt-gdb-adapter's way to be told that a client may set breakpoints; here that has been said before. */
    protected override sendInitializedEvent(): void {
        this.isInitialized = true;
    }

    /** cdt-gdb-adapter ends the session when its gdb is gone. The process does not need it to live. */
    protected override setExitSessionRequest(): Promise<void> {
        const lost = this.gdbState === "ready" && !this.finished;
        this.forgetGdb();
        if (lost && this.target?.alive === true) this.say(gdbDied(this.name));
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
        const breakpoints = await this.inTurn(() => (this.gdbState === "ready" ? this.placeInSource(args) : this.promiseInSource(args)));
        response.body = { breakpoints };
        this.sendResponse(response);
        if (asked.some(({ line }) => !known.some((old) => old.line === line))) await this.gdbForNewBreakpoints();
    }

    protected override async setFunctionBreakPointsRequest(
        response: DebugProtocol.SetFunctionBreakpointsResponse,
        args: DebugProtocol.SetFunctionBreakpointsArguments,
    ): Promise<void> {
        const known = this.functionBreakpointsAsked.breakpoints;
        this.functionBreakpointsAsked = args;
        this.launch.breakpoints.setOnFunctions(args.breakpoints.length);
        const breakpoints = await this.inTurn(() =>
            this.gdbState === "ready" ? this.placeOnFunctions(args) : Promise.resolve(args.breakpoints.map(() => ({ verified: true, id: this.breakpointIds.next() }))),
        );
        response.body = { breakpoints };
        this.sendResponse(response);
        if (args.breakpoints.some(({ name }) => !known.some((old) => old.name === name))) await this.gdbForNewBreakpoints();
    }

    protected override async setDataBreakpointsRequest(
        response: DebugProtocol.SetDataBreakpointsResponse,
        args: DebugProtocol.SetDataBreakpointsArguments,
    ): Promise<void> {
        if (this.gdbState === "ready") return super.setDataBreakpointsRequest(response, args);
        response.body = { breakpoints: args.breakpoints.map(() => ({ verified: false })) };
        this.sendResponse(response);
    }

    protected override async setInstructionBreakpointsRequest(
        response: DebugProtocol.SetInstructionBreakpointsResponse,
        args: DebugProtocol.SetInstructionBreakpointsArguments,
    ): Promise<void> {
        if (this.gdbState === "ready") return super.setInstructionBreakpointsRequest(response, args);
        response.body = { breakpoints: args.breakpoints.map(() => ({ verified: false })) };
        this.sendResponse(response);
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
        await this.inTurn(async () => {
            if (!changed || this.gdbState !== "ready") return;
            await this.pauseIfNeeded();
            await this.gdb.sendCommands(signalCommands(stopAtCrash));
            await this.continueIfNeeded();
        });
        this.sendResponse(response);
    }

    private async gdbForNewBreakpoints(): Promise<void> {
        const target = this.target;
        if (target === undefined || !this.configured || this.gdbState !== "none") return;
        if (!(await this.launch.breakpointsMayLieIn(target.program))) return;
        target.wantsGdb = true;
        this.needsGdb();
    }

    /** Without gdb nothing is placed yet; whether the file is part of the program can be told all the same. */
    private async promiseInSource(args: DebugProtocol.SetBreakpointsArguments): Promise<DebugProtocol.Breakpoint[]> {
        const known = this.target !== undefined && (await this.launch.isCompiledFrom(this.target.program, args.source.path ?? ""));
        return (args.breakpoints ?? []).map(({ line }) => {
            const promised: DebugProtocol.Breakpoint = { id: this.breakpointIds.next(), verified: known, line };
            return known ? promised : { ...promised, message: noSourceYet() };
        });
    }

    private async placeInSource(args: DebugProtocol.SetBreakpointsArguments): Promise<DebugProtocol.Breakpoint[]> {
        const asked = (args.breakpoints ?? []).map((breakpoint) => ({
            breakpoint,
            understood: breakpoint.hitCondition === undefined || breakpoint.hitCondition.trim() === "" || hitCondition(breakpoint.hitCondition) !== undefined,
        }));
        const messagesBefore = this.logPointMessages;
        const body = await this.ask<DebugProtocol.SetBreakpointsResponse>("setBreakpoints", (own) =>
            super.setBreakPointsRequest(own, {
                ...args,
                breakpoints: asked.filter(({ understood }) => understood).map(({ breakpoint }) => forGdb(breakpoint)),
            }),
        );
        const placed = [...body.breakpoints];
        this.keepLogMessages(messagesBefore, placed);
        const waiting = await this.waitingBreakpoints();
        return asked.map(({ breakpoint, understood }) => {
            if (!understood) return { verified: false, message: invalidHitCondition(breakpoint.hitCondition ?? "") };
            const answer = placed.shift() ?? { verified: false };
            const id = this.breakpointIds.of(answer.id);
            return waiting.has(String(answer.id)) ? { ...answer, id, verified: false, message: noSourceYet() } : { ...answer, id };
        });
    }

    /** cdt-gdb-adapter forgets the messages of all logpoints when those of one file are set. */
    private keepLogMessages(before: Readonly<Record<string, string>>, placed: readonly DebugProtocol.Breakpoint[]): void {
        const ofThisFile = new Set(placed.map(({ id }) => String(id)));
        const ofOthers = Object.entries(before).filter(([number]) => !ofThisFile.has(number));
        this.logPointMessages = { ...Object.fromEntries(ofOthers), ...this.logPointMessages };
    }

    private async placeOnFunctions(args: DebugProtocol.SetFunctionBreakpointsArguments): Promise<DebugProtocol.Breakpoint[]> {
        if (this.gdb instanceof ProcessGdb) {
            this.gdb.functionOptions = new Map(
                args.breakpoints.map(({ name, condition, hitCondition: hits }) => [
                    name,
                    { ...(condition === undefined ? {} : { condition }), ...(hits === undefined ? {} : hitCondition(hits)) },
                ]),
            );
        }
        const body = await this.ask<DebugProtocol.SetFunctionBreakpointsResponse>("setFunctionBreakpoints", (own) =>
            super.setFunctionBreakPointsRequest(own, args),
        );
        return body.breakpoints.map((answer) => ({ ...answer, id: this.breakpointIds.of(answer.id) }));
    }

    /** gdb has just connected: what the client has set so far, and what has become of it. */
    private async placeAllBreakpoints(): Promise<void> {
        for (const args of this.sourceBreakpoints.values()) {
            for (const breakpoint of await this.placeInSource(args)) super.sendEvent(new BreakpointEvent("changed", breakpoint));
        }
        if (this.functionBreakpointsAsked.breakpoints.length > 0) await this.placeOnFunctions(this.functionBreakpointsAsked);
    }

    private async hasBreakpointAt(address: bigint): Promise<boolean> {
        const { BreakpointTable } = await this.gdb.sendCommand<MIBreakListResponse>("-break-list");
        return BreakpointTable.body.some(({ addr }) => addr?.startsWith("0x") === true && BigInt(addr) === address);
    }

    /** Stops the process for a moment if it runs, so that gdb may change its breakpoints. */
    protected override async pauseIfNeeded(): Promise<void> {
        if (this.isRunning && this.pauseCount === 0 && this.target !== undefined) await this.launch.unseen(this.target);
        await super.pauseIfNeeded();
    }

    /** The numbers of the breakpoints that have no place in the program yet. */
    private async waitingBreakpoints(): Promise<ReadonlySet<string>> {
        const { BreakpointTable } = await this.gdb.sendCommand<MIBreakListResponse>("-break-list");
        return new Set(BreakpointTable.body.filter(({ addr }) => addr === "<PENDING>").map(({ number }) => number));
    }

    // ---- Stops

    protected override handleGDBStopped(stop: GdbStop): void {
        const thread = Number(stop["thread-id"] ?? onlyThread);
        const message = stop.bkptno === undefined ? undefined : this.logPointMessages[stop.bkptno];
        if (stop.reason?.startsWith("exited") === true) return; // The engine tells, with the status.
        if (stop.reason === "breakpoint-hit" && stop.bkptno === this.entryBreakpoint) this.sendStoppedEvent("entry", thread, true);
        else if (stop.reason === "breakpoint-hit" && message !== undefined) void this.logPoint(message);
        else if (stop.reason === "signal-received") this.stoppedBySignal(thread, stop["signal-name"] ?? "0");
        else if (stop.reason === undefined) this.sendStoppedEvent("pause", thread, true);
        else super.handleGDBStopped(stop);
    }

    private stoppedBySignal(thread: number, signal: string): void {
        const paused = signal === "0" || (signal === "SIGINT" && this.pausing);
        this.pausing = false;
        if (paused) this.sendStoppedEvent("pause", thread, true);
        else this.stoppedByCrash(thread, signal);
    }

    private stoppedByCrash(thread: number, signal: string): void {
        this.frameHandles.reset();
        this.variableHandles.reset();
        const stopped: DebugProtocol.StoppedEvent = new StoppedEvent("exception", thread, signal);
        stopped.body.description = `Stopped by ${signal}`;
        stopped.body.text = `${signal}: ${signalMeaning(signal)}`;
        stopped.body.allThreadsStopped = true;
        super.sendEvent(stopped);
    }

    private async logPoint(message: string): Promise<void> {
        const texts = await Promise.all(
            logParts(message).map((part) => ("text" in part ? part.text : this.textOf(part.expression, undefined))),
        );
        this.say(texts.join(""));
        await this.gdb.sendCommand("-exec-continue");
    }

    /** The value of an expression as gdb prints it; in the frame of the stop when none is named. */
    private async textOf(expression: string, frame: FrameReference | undefined): Promise<string> {
        const place = frame === undefined ? "" : `--thread ${frame.threadId} --frame ${frame.frameId} `;
        try {
            const { value } = await this.gdb.sendCommand<{ value: string }>(`-data-evaluate-expression ${place}${JSON.stringify(expression)}`);
            return value;
        } catch (error) {
            return `{${expression}: ${error instanceof Error ? error.message : String(error)}}`;
        }
    }

    // ---- Requests that mean something else, or nothing, while there is no gdb

    protected override async threadsRequest(response: DebugProtocol.ThreadsResponse): Promise<void> {
        if (this.gdbState === "ready" && (this.threads.length > 0 || !this.isRunning)) return super.threadsRequest(response);
        response.body = { threads: this.finished ? [] : [{ id: onlyThread, name: this.name }] };
        this.sendResponse(response);
    }

    protected override async pauseRequest(response: DebugProtocol.PauseResponse, args: DebugProtocol.PauseArguments): Promise<void> {
        const target = this.target;
        if (target === undefined || this.gdbFactory === undefined) {
            this.refuse(response, gdbNeeded());
            return;
        }
        this.sendResponse(response);
        await this.inTurn(async () => {
            if (this.gdbState === "ready") {
                this.pausing = true;
                await Promise.resolve(this.gdb.pause(args.threadId)).catch(() => undefined); // It stands still already.
                return;
            }
            if (!(await this.takeOver(target, true))) return;
            if (target.hold === undefined) this.sendStoppedEvent("pause", (await this.gdb.queryCurrentThreadId()) || onlyThread, true);
            else await this.goOn();
        });
    }

    protected override async continueRequest(response: DebugProtocol.ContinueResponse, args: DebugProtocol.ContinueArguments): Promise<void> {
        if (this.gdbState === "ready") return super.continueRequest(response, args);
        response.body = { allThreadsContinued: true };
        this.sendResponse(response);
    }

    private async beginsStep(response: DebugProtocol.Response): Promise<boolean> {
        if (this.gdbState === "ready" && this.target !== undefined) {
            await this.launch.stepping(this.target);
            return true;
        }
        this.refuse(response, processIsRunning(this.name));
        return false;
    }

    protected override async nextRequest(response: DebugProtocol.NextResponse, args: DebugProtocol.NextArguments): Promise<void> {
        if (!(await this.beginsStep(response))) return;
        await super.nextRequest(response, args);
    }

    protected override async stepInRequest(response: DebugProtocol.StepInResponse, args: DebugProtocol.StepInArguments): Promise<void> {
        if (!(await this.beginsStep(response))) return;
        await super.stepInRequest(response, args);
    }

    protected override async stepOutRequest(response: DebugProtocol.StepOutResponse, args: DebugProtocol.StepOutArguments): Promise<void> {
        if (!(await this.beginsStep(response))) return;
        await super.stepOutRequest(response, args);
    }

    protected override async stackTraceRequest(response: DebugProtocol.StackTraceResponse, args: DebugProtocol.StackTraceArguments): Promise<void> {
        if (this.gdbState !== "ready") {
            this.refuse(response, processIsRunning(this.name));
            return;
        }
        try {
            const body = await this.ask<DebugProtocol.StackTraceResponse>("stackTrace", (own) => super.stackTraceRequest(own, args));
            response.body = { ...body, stackFrames: (body?.stackFrames ?? []).map(withoutMissingSource) };
            this.sendResponse(response);
        } catch (error) {
            this.refuse(response, error instanceof UserError ? error : new UserError(String(error)));
        }
    }

    protected override async evaluateRequest(response: DebugProtocol.EvaluateResponse, args: DebugProtocol.EvaluateArguments): Promise<void> {
        if (this.gdbState !== "ready") {
            this.refuse(response, processIsRunning(this.name));
            return;
        }
        if (args.context !== "repl" || !args.expression.trimStart().startsWith(">")) {
            await this.evaluateExpression(response, args);
            return;
        }
        this.promptCommands++;
        try {
            await super.evaluateRequest(response, args);
        } finally {
            this.promptCommands--;
        }
    }

    private async evaluateExpression(response: DebugProtocol.EvaluateResponse, args: DebugProtocol.EvaluateArguments): Promise<void> {
        try {
            const body = await this.ask<DebugProtocol.EvaluateResponse>("evaluate", (own) => super.evaluateRequest(own, args));
            const frame = args.frameId === undefined ? undefined : this.frameHandles.get(args.frameId);
            response.body = isPlainArray(body.type) ? { ...body, result: await this.textOf(args.expression, frame) } : body;
            this.sendResponse(response);
        } catch (error) {
            this.refuse(response, error instanceof UserError ? error : new UserError(String(error)));
        }
    }

    /** An array is shown with what is in it, instead of its address. */
    protected override async handleVariableRequestFrame(ref: FrameVariableReference): Promise<DebugProtocol.Variable[]> {
        const variables = await super.handleVariableRequestFrame(ref);
        const frame = this.frameHandles.get(ref.frameHandle);
        for (const variable of variables) if (isPlainArray(variable.type)) variable.value = await this.textOf(variable.name, frame);
        return variables;
    }

    // ---- Between cdt-gdb-adapter and the client

    protected override handleGDBNotify(kind: string, data: unknown): void {
        // Breakpoints are the user's, and hold for all processes: that one gdb has used up its own takes none away.
        if (kind !== "breakpoint-deleted") super.handleGDBNotify(kind, data);
    }

    override sendEvent(event: DebugProtocol.Event): void {
        if (event instanceof OutputEvent && this.promptCommands === 0) return;
        if (event instanceof BreakpointEvent && event.body.reason === "changed") {
            const id = this.breakpointIds.known(event.body.breakpoint.id);
            if (id === undefined) return;
            event.body.breakpoint.id = id;
        }
        super.sendEvent(event);
    }

    override sendResponse(response: DebugProtocol.Response): void {
        const own = this.ownRequests.get(response);
        if (own === undefined) super.sendResponse(response);
        else own(response);
    }

    /** Sends cdt-gdb-adapter a request of our own. Resolves to the body of its answer. */
    private async ask<Kind extends DebugProtocol.Response>(command: string, send: (response: Kind) => Promise<void>): Promise<Kind["body"]> {
        const response = new Response({ seq: 0, type: "request", command }) as Kind;
        const answer = new Promise<Kind["body"]>((resolve, reject) => {
            this.ownRequests.set(response, ({ success, body, message }) => {
                if (success) resolve(body);
                else reject(new UserError(message ?? `gdb refused "${command}".`));
            });
        });
        try {
            await send(response);
            return await answer;
        } finally {
            this.ownRequests.delete(response);
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
            const timer = setTimeout(() => reject(new UserError(`it did not answer within ${milliseconds / 1000} seconds.`)), milliseconds);
            work.then(resolve, reject).finally(() => clearTimeout(timer));
        });
    }

    private get name(): string {
        return this.target?.name ?? "The process";
    }

    private tell<Name extends CustomEventName>(name: Name, body: CustomEventBodies[Name]): void {
        super.sendEvent(new Event(name, body));
    }

    private say(text: string): void {
        super.sendEvent(new OutputEvent(`${text}\n`, "console"));
    }

    private refuse(response: DebugProtocol.Response, error: UserError): void {
        this.sendErrorResponse(response, { id: 1, format: "{_reason}", variables: { _reason: error.message }, showUser: false });
    }
}

/** Whether gdb prints values of the type so that they can be read at a glance: `"text"`, `{3, 4}`. */
function isPlainArray(type: string | undefined): boolean {
    return type !== undefined && /\[\d+\]$/.test(type) && !/\b(?:struct|union)\b/.test(type);
}

/** The C library was compiled from files that are not here: a client should not try to open them. */
function withoutMissingSource(frame: DebugProtocol.StackFrame): DebugProtocol.StackFrame {
    const { source, ...rest } = frame;
    if (source?.path !== undefined && existsSync(source.path)) return frame;
    return { ...rest, line: 0, presentationHint: "subtle" };
}

function forGdb(breakpoint: DebugProtocol.SourceBreakpoint): DebugProtocol.SourceBreakpoint {
    const { hitCondition: hits, ...rest } = breakpoint;
    const spelled = hits === undefined || hits.trim() === "" ? undefined : hitConditionForGdb(hits);
    return spelled === undefined ? rest : { ...rest, hitCondition: spelled };
}
