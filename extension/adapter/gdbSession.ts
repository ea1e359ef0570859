/**
 * cdt-gdb-adapter's session of a remote target, with what it lacks or does otherwise than a user of an editor expects:
 * how stops are told, what values look like, and that gdb's own chatter is not shown.
 */
import { BreakpointEvent, Event, OutputEvent, Response, StoppedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { GDBTargetDebugSession, type FrameReference, type FrameVariableReference } from "cdt-gdb-adapter";
import { existsSync } from "node:fs";
import type { CustomEventBodies, CustomEventName } from "../protocol/customEvents";
import { BreakpointIds } from "./breakpointIds";
import { logParts } from "./logMessage";
import { UserError } from "./messages";
import { signalMeaning } from "./signals";

/** What gdb says of a stop, as far as it matters here. */
interface GdbStop {
    readonly reason?: string;
    readonly bkptno?: string;
    readonly "thread-id"?: string;
    readonly "signal-name"?: string;
}

/** gdb's number of the first thread; the only one while there is no gdb to know more. */
export const firstThread = 1;

export abstract class GdbSession extends GDBTargetDebugSession {
    protected readonly breakpointIds = new BreakpointIds();
    /** gdb's number of the breakpoint at the program's beginning, when the user wanted to stop there. */
    protected entryBreakpoint: string | undefined;
    /** Set while a request of the user's for a pause is under way. */
    protected pausing = false;
    /** How many commands at gdb's own prompt are under way: only then is what gdb prints meant for the user. */
    private promptCommands = 0;
    /** Requests to cdt-gdb-adapter of our own: their answers are not for the client. */
    private readonly ownRequests = new Map<DebugProtocol.Response, (response: DebugProtocol.Response) => void>();

    // ---- Stops

    protected override handleGDBStopped(stop: GdbStop): void {
        const thread = Number(stop["thread-id"] ?? firstThread);
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

    protected stoppedByCrash(thread: number, signal: string): void {
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

    // ---- What a stopped process shows

    protected override async stackTraceRequest(response: DebugProtocol.StackTraceResponse, args: DebugProtocol.StackTraceArguments): Promise<void> {
        try {
            const body = await this.ask<DebugProtocol.StackTraceResponse>("stackTrace", (own) => super.stackTraceRequest(own, args));
            response.body = { ...body, stackFrames: (body?.stackFrames ?? []).map(withoutMissingSource) };
            this.sendResponse(response);
        } catch (error) {
            this.refuse(response, error instanceof UserError ? error : new UserError(String(error)));
        }
    }

    protected override async evaluateRequest(response: DebugProtocol.EvaluateResponse, args: DebugProtocol.EvaluateArguments): Promise<void> {
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

    /** cdt-gdb-adapter's way to be told that a client may set breakpoints; here that has been said before. */
    protected override sendInitializedEvent(): void {
        this.isInitialized = true;
    }

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
    protected async ask<Kind extends DebugProtocol.Response>(command: string, send: (response: Kind) => Promise<void>): Promise<Kind["body"]> {
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

    /** Past the sieve of `sendEvent`, which is for events of cdt-gdb-adapter's. */
    protected tellClient(event: DebugProtocol.Event): void {
        super.sendEvent(event);
    }

    protected tell<Name extends CustomEventName>(name: Name, body: CustomEventBodies[Name]): void {
        this.tellClient(new Event(name, body));
    }

    protected say(text: string): void {
        this.tellClient(new OutputEvent(`${text}\n`, "console"));
    }

    protected refuse(response: DebugProtocol.Response, error: UserError): void {
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
