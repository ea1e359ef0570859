/**
 * cdt-gdb-adapter's session of a remote target, with what it lacks or does otherwise than a user of an editor expects:
 * how stops are told, and what values look like.
 */
import { Scope, StoppedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { FrameReference, RegisterVariableReference, VariableReference } from "cdt-gdb-adapter";
import { stackFrame, type GdbFrame } from "./gdbFrame";
import { gdbCommand } from "./gdbPrompt";
import { GdbVariables } from "./gdbVariables";
import { logParts } from "./logMessage";
import { standsElsewhere } from "./messages";
import { QuietGdbSession } from "./quietGdbSession";
import { signalName } from "../../tracer/syscalls/signalNames";
import { signalMeaning } from "./signals";
import type { signalEffect, SignalStops } from "./signalStops";

/** What gdb says of a stop, as far as it matters here. */
interface GdbStop {
    readonly "reason"?: string;
    readonly "bkptno"?: string;
    readonly "wpnum"?: string;
    readonly "thread-id"?: string;
    readonly "signal-name"?: string;
}

/** For a client that wants all: a recursion without end has a hundred thousand. */
const mostFrames = 1000;

/** gdb's number of the first thread; the only one while there is no gdb to know more. */
export const firstThread = 1;

export abstract class GdbSession extends QuietGdbSession {
    protected readonly variables = new GdbVariables(() => this.gdb);
    /** gdb's number of the breakpoint at the program's beginning, when the user wanted to stop there. */
    protected entryBreakpoint: string | undefined;
    /** Set while a request of the user's for a pause is under way. */
    protected pausing = false;
    /** The signal into whose handler gdb is stepping. */
    private startingHandler: string | undefined;

    // ---- Stops

    protected override handleGDBStopped(stop: GdbStop): void {
        const thread = Number(stop["thread-id"] ?? firstThread);
        const message = stop.bkptno === undefined ? undefined : this.logPointMessages[stop.bkptno];
        if (stop.reason?.startsWith("exited") === true) return; // The engine tells, with the status.
        if (this.handlerStarted(thread, stop.reason)) return;
        const register = stop.reason === "breakpoint-hit" ? this.registerOfSend(stop.bkptno ?? "") : undefined;
        if (register !== undefined) void this.stoppedAtSend(thread, register);
        else if (stop.reason === "breakpoint-hit" && stop.bkptno === this.entryBreakpoint) this.sendStoppedEvent("entry", thread, true);
        else if (stop.reason === "breakpoint-hit" && message !== undefined) void this.logPoint(message);
        else if (stop.reason === "signal-received") this.stoppedBySignal(thread, stop["signal-name"] ?? "0");
        else if (stop.reason === undefined) this.sendStoppedEvent("pause", thread, true);
        else if (stop.reason.includes("watchpoint")) this.stoppedByWatchpoint(thread, stop);
        else super.handleGDBStopped(stop);
    }

    private stoppedByWatchpoint(thread: number, { reason, wpnum }: GdbStop): void {
        if (reason === "watchpoint-scope") this.watchpointIsGone(wpnum ?? "");
        this.sendStoppedEvent("data breakpoint", thread, true);
    }

    /** What the user wants to see of signals. */
    protected abstract readonly signalStops: SignalStops;

    /** What the process would do about a signal at this moment. */
    protected abstract effectOf(signal: string): ReturnType<typeof signalEffect>;

    /** Of a breakpoint at what sends signals: the register that has the signal's number. */
    protected abstract registerOfSend(gdbNumber: string): string | undefined;

    private async stoppedAtSend(thread: number, register: string): Promise<void> {
        const { value } = await this.gdb.sendCommand<{ value: string }>(
            `-data-evaluate-expression --thread ${thread} --frame 0 ${register}`,
        );
        const signal = signalName(Number(value));
        this.tellSignal(thread, `${signal} is about to be sent`, signal);
    }

    /** What it watches is out of scope. */
    protected abstract watchpointIsGone(gdbNumber: string): void;

    private stoppedBySignal(thread: number, signal: string): void {
        const paused = signal === "0" || (signal === "SIGINT" && this.pausing);
        this.pausing = false;
        if (paused) this.sendStoppedEvent("pause", thread, true);
        else void this.stoppedAtSignal(thread, signal);
    }

    /** A signal is about to be delivered: shown, if the user wants that; else nothing of it is seen. */
    protected async stoppedAtSignal(thread: number, signal: string): Promise<void> {
        const { delivered, handlers } = this.signalStops;
        const effect = delivered.has(signal) || handlers.has(signal) ? await this.effectOf(signal) : "default";
        if (handlers.has(signal) && effect === "handler") {
            this.startingHandler = signal;
            await this.gdb.sendCommand(`-exec-step-instruction --thread ${thread}`);
        } else if (effect === "ignored" || handlers.has(signal)) {
            await this.gdb.sendCommand("-exec-continue");
        } else {
            this.tellSignal(thread, `Stopped by ${signal}`, signal);
        }
    }

    /** The step into the handler is done, or something else has stopped it. */
    private handlerStarted(thread: number, reason: string | undefined): boolean {
        const signal = this.startingHandler;
        this.startingHandler = undefined;
        if (signal === undefined || reason !== "end-stepping-range") return false;
        this.tellSignal(thread, `The handler of ${signal} starts`, signal);
        return true;
    }

    private tellSignal(thread: number, description: string, signal: string): void {
        this.frameHandles.reset();
        this.variableHandles.reset();
        this.variables.forget();
        const stopped: DebugProtocol.StoppedEvent = new StoppedEvent("exception", thread, signal);
        stopped.body.description = description;
        stopped.body.text = `${signal}: ${signalMeaning(signal)}`;
        stopped.body.allThreadsStopped = true;
        this.sendEvent(stopped);
        this.toldStop(thread);
    }

    /** Tells the user something that does not say which process it is about. */
    protected abstract print(text: string): void;

    private async logPoint(message: string): Promise<void> {
        const texts = await Promise.all(
            logParts(message).map(async (part) => ("text" in part ? part.text : await this.logText(part.expression))),
        );
        this.print(texts.join(""));
        await this.gdb.sendCommand("-exec-continue");
    }

    private async logText(expression: string): Promise<string> {
        try {
            return await this.variables.text(expression, undefined);
        } catch (error) {
            return `{${expression}: ${error instanceof Error ? error.message : String(error)}}`;
        }
    }

    protected override sendStoppedEvent(reason: string, thread: number, allThreadsStopped?: boolean): void {
        this.variables.forget();
        super.sendStoppedEvent(reason, thread, allThreadsStopped);
        this.toldStop(thread);
    }

    /** The client knows that the process stands. */
    protected abstract toldStop(thread: number): void;

    protected override sendContinuedEvent(thread: number, allThreadsContinued?: boolean): void {
        this.variables.forget();
        super.sendContinuedEvent(thread, allThreadsContinued);
    }

    // ---- What a stopped process shows

    protected override stackTraceRequest(
        response: DebugProtocol.StackTraceResponse,
        args: DebugProtocol.StackTraceArguments,
    ): Promise<void> {
        return this.answer(response, async () => {
            response.body = await this.stackFrames(args);
        });
    }

    /** How deep a stack is nobody needs to know, and it may take long to find out: a client asks until fewer frames come than it asked for. */
    private async stackFrames({
        threadId,
        startFrame = 0,
        levels = 0,
    }: DebugProtocol.StackTraceArguments): Promise<DebugProtocol.StackTraceResponse["body"]> {
        const wanted = levels === 0 ? mostFrames : levels;
        const { stack } = await this.gdb
            .sendCommand<{ stack: readonly GdbFrame[] }>(`-stack-list-frames --thread ${threadId} ${startFrame} ${startFrame + wanted - 1}`)
            .catch((error: unknown) => {
                if (error instanceof Error && error.message.includes("Not enough frames")) return { stack: [] };
                throw error;
            });
        const stackFrames = stack.map((frame) => stackFrame(this.frameHandles.create({ threadId, frameId: Number(frame.level) }), frame));
        return stackFrames.length < wanted ? { stackFrames, totalFrames: startFrame + stackFrames.length } : { stackFrames };
    }

    protected override scopesRequest(response: DebugProtocol.ScopesResponse, { frameId }: DebugProtocol.ScopesArguments): Promise<void> {
        return this.answer(response, () => {
            const registers = this.variableHandles.create({ type: "registers", frameHandle: frameId });
            response.body = {
                scopes: [new Scope("Local", this.variables.locals(this.frame(frameId)), false), new Scope("Registers", registers, true)],
            };
        });
    }

    protected override variablesRequest(response: DebugProtocol.VariablesResponse, args: DebugProtocol.VariablesArguments): Promise<void> {
        return this.answer(response, async () => {
            const registers = this.registersOf(args.variablesReference);
            const variables =
                registers === undefined
                    ? this.variables.variables(args.variablesReference, args)
                    : this.handleVariableRequestRegister(registers);
            response.body = { variables: await variables };
        });
    }

    protected override setVariableRequest(
        response: DebugProtocol.SetVariableResponse,
        args: DebugProtocol.SetVariableArguments,
    ): Promise<void> {
        return this.answer(response, async () => {
            const registers = this.registersOf(args.variablesReference);
            if (registers === undefined) response.body = await this.variables.assign(args.variablesReference, args.name, args.value);
            else response.body = await this.assignRegister(args, this.frame(registers.frameHandle));
        });
    }

    /** Of a reference that cdt-gdb-adapter made. Most are ours, and those its handles do not know, whatever their type says. */
    private registersOf(reference: number): RegisterVariableReference | undefined {
        const known = this.variableHandles.get(reference) as VariableReference | undefined;
        return known?.type === "registers" ? known : undefined;
    }

    private async assignRegister({ name, value }: DebugProtocol.SetVariableArguments, frame: FrameReference): Promise<{ value: string }> {
        await this.variables.text(`$${name} = ${value}`, frame);
        return { value: await this.variables.text(`$${name}`, frame) };
    }

    protected override async evaluateRequest(
        response: DebugProtocol.EvaluateResponse,
        args: DebugProtocol.EvaluateArguments,
    ): Promise<void> {
        const command = args.context === "repl" ? gdbCommand(args.expression) : undefined;
        await this.answer(response, async () => {
            response.body =
                command === undefined
                    ? await this.evaluated(args)
                    : { result: await this.prompt.run(command, this.frameAsked(args)), variablesReference: 0 };
        });
    }

    /** What gdb prints for a command of its own. Throws gdb's reason. */
    protected printed(command: string): Promise<string> {
        return this.prompt.run(command, undefined);
    }

    private frameAsked({ frameId }: DebugProtocol.EvaluateArguments): FrameReference | undefined {
        return frameId === undefined ? undefined : this.frame(frameId);
    }

    private async evaluated(args: DebugProtocol.EvaluateArguments): Promise<DebugProtocol.EvaluateResponse["body"]> {
        const {
            value: result,
            type,
            variablesReference,
            indexedVariables,
        } = await this.variables.evaluate(args.expression, this.frameAsked(args));
        return {
            result,
            ...(type === undefined ? {} : { type }),
            variablesReference,
            ...(indexedVariables === undefined ? {} : { indexedVariables }),
        };
    }

    private frame(handle: number): FrameReference {
        const frame = this.frameHandles.get(handle) as FrameReference | undefined;
        if (frame === undefined) throw standsElsewhere();
        return frame;
    }
}
