/** A debug session over a recorded trace: nothing runs, the cursor moves, and all views of the debugger show that moment. */
import { Event, InitializedEvent, OutputEvent, StoppedEvent, TerminatedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import path from "node:path";
import type { MomentShown } from "../protocol/customEvents";
import { goToMoment, type GoToMoment } from "../protocol/customRequests";
import { replayCapabilities } from "./capabilities";
import { emptyTrace, noEventAtLine, noEventToGoTo, noSuchTrace, reasons } from "./messages";
import { Recording } from "./recording";
import { ReplayViews } from "./replayViews";
import { arrivalsAt, eventsOf, nearestLine, nextStop, setBreakpoint } from "./stopPlaces";
import { stepTo, type Step } from "./steps";
import { threadNumber, threadWith } from "./threads";

export class ReplaySession extends ReplayViews {
    private path = "";
    private readonly stopsInFiles = new Map<string, readonly (readonly number[])[]>();
    private stopsAtObjects: readonly (readonly number[])[] = [];
    private readonly targets = new Map<number, number>();
    private configured: () => void = () => undefined;
    private readonly configuration = new Promise<void>((resolve) => (this.configured = resolve));

    protected override async launchRequest(
        response: DebugProtocol.LaunchResponse,
        args: DebugProtocol.LaunchRequestArguments & { readonly trace?: string; readonly cwd?: string; readonly stopOnEntry?: boolean },
    ): Promise<void> {
        this.path = path.resolve(args.cwd ?? process.cwd(), args.trace ?? "");
        try {
            const recording = await Recording.open(this.path, (sentence) => this.sendEvent(new OutputEvent(`${sentence}\n`, "console")));
            if (recording.length === 0) throw new Error(emptyTrace(this.path));
            this.recording = recording;
        } catch (error) {
            this.refuse(response, noSuchTrace(this.path, error instanceof Error ? error.message : String(error)));
            this.sendEvent(new TerminatedEvent());
            return;
        }
        this.sendEvent(new Event("capabilities", { capabilities: replayCapabilities }));
        this.sendEvent(new InitializedEvent());
        await this.configuration;
        this.sendResponse(response);
        if (args.stopOnEntry === false) this.runOn(0, 1);
        else this.stopAt(this.recording.firstOwnCall(), "entry", reasons.firstCall);
    }

    protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
        this.sendResponse(response);
        this.configured();
    }

    protected override setBreakPointsRequest(
        response: DebugProtocol.SetBreakpointsResponse,
        { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
    ): void {
        const file = path.normalize(source.path ?? "");
        const set = breakpoints.map(({ line, condition = "", hitCondition = "" }) => ({
            line,
            ...setBreakpoint(this.recording, file, { line, condition, hitCondition }),
        }));
        this.stopsInFiles.set(
            file,
            set.map(({ hits }) => hits),
        );
        response.body = {
            breakpoints: set.map(({ line, fault }) => ({ verified: fault === null, line, ...(fault !== null && { message: fault }) })),
        };
        this.sendResponse(response);
    }

    /** Of what a descriptor refers to: "Break on Value Change" stops at the events of this object. */
    protected override dataBreakpointInfoRequest(
        response: DebugProtocol.DataBreakpointInfoResponse,
        { variablesReference, name }: DebugProtocol.DataBreakpointInfoArguments,
    ): void {
        const object = this.objectNamed(variablesReference, name);
        response.body =
            object === null
                ? { dataId: null, description: `${name} is no object with events of its own` }
                : { dataId: object, description: `the events of ${object}`, accessTypes: ["readWrite"], canPersist: false };
        this.sendResponse(response);
    }

    protected override setDataBreakpointsRequest(
        response: DebugProtocol.SetDataBreakpointsResponse,
        { breakpoints }: DebugProtocol.SetDataBreakpointsArguments,
    ): void {
        this.stopsAtObjects = breakpoints.map(({ dataId }) => eventsOf(this.recording, dataId));
        response.body = { breakpoints: this.stopsAtObjects.map((hits) => ({ verified: hits.length > 0 })) };
        this.sendResponse(response);
    }

    // ---- The cursor moves

    protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
        response.body = { allThreadsContinued: true };
        this.sendResponse(response);
        this.runOn(this.seq, 1);
    }

    protected override reverseContinueRequest(response: DebugProtocol.ReverseContinueResponse): void {
        this.sendResponse(response);
        this.runOn(this.seq, -1);
    }

    protected override nextRequest(response: DebugProtocol.NextResponse, args: DebugProtocol.NextArguments): void {
        this.step(response, args, "line", 1);
    }

    protected override stepInRequest(response: DebugProtocol.StepInResponse, args: DebugProtocol.StepInArguments): void {
        this.step(response, args, "event", 1);
    }

    protected override stepOutRequest(response: DebugProtocol.StepOutResponse, args: DebugProtocol.StepOutArguments): void {
        this.step(response, args, "out", 1);
    }

    protected override stepBackRequest(response: DebugProtocol.StepBackResponse, args: DebugProtocol.StepBackArguments): void {
        this.step(response, args, "line", -1);
    }

    /** Nothing runs that could be paused: the cursor is at rest between two requests. */
    protected override pauseRequest(response: DebugProtocol.PauseResponse): void {
        this.sendResponse(response);
        this.stopAt(this.seq, "pause", null);
    }

    protected override restartRequest(response: DebugProtocol.RestartResponse): void {
        this.sendResponse(response);
        this.stopAt(this.recording.firstOwnCall(), "entry", reasons.firstCall);
    }

    protected override gotoTargetsRequest(
        response: DebugProtocol.GotoTargetsResponse,
        { source, line }: DebugProtocol.GotoTargetsArguments,
    ): void {
        const file = path.normalize(source.path ?? "");
        const arrivals = arrivalsAt(this.recording, file, line);
        const target = arrivals.find((seq) => seq > this.seq) ?? arrivals.at(-1);
        if (target === undefined) return this.refuse(response, noEventAtLine(nearestLine(this.recording, file, line)));
        this.targets.set(target, target);
        response.body = { targets: [{ id: target, label: `event ${target}`, line }] };
        this.sendResponse(response);
    }

    protected override gotoRequest(response: DebugProtocol.GotoResponse, { targetId }: DebugProtocol.GotoArguments): void {
        const target = this.targets.get(targetId);
        if (target === undefined) return this.refuse(response, noEventToGoTo());
        this.sendResponse(response);
        this.stopAt(target, "goto", null);
    }

    protected override customRequest(command: string, response: DebugProtocol.Response, args: unknown): void {
        if (command !== goToMoment) return super.customRequest(command, response, args);
        const { event } = args as GoToMoment;
        this.sendResponse(response);
        if (event !== this.seq) this.stopAt(Math.min(Math.max(1, event), this.recording.length), "goto", reasons.cursor, true);
    }

    private step(
        response: DebugProtocol.Response,
        { threadId, granularity }: { readonly threadId: number; readonly granularity?: DebugProtocol.SteppingGranularity },
        step: Step,
        direction: 1 | -1,
    ): void {
        this.sendResponse(response);
        const thread = threadWith(this.recording, threadId)?.index ?? this.recording.trace.events.threadNumber(this.seq);
        const to = stepTo(this.recording, thread, this.seq, granularity === "instruction" ? "event" : step, direction);
        this.stopAt(to, "step", to === this.seq ? (direction === 1 ? reasons.end : reasons.entry) : null);
    }

    private runOn(seq: number, direction: 1 | -1): void {
        const stop = nextStop([...this.stopsInFiles.values(), this.stopsAtObjects].flat(), seq, direction);
        if (stop === null) this.stopAt(direction === 1 ? this.recording.length : 1, "pause", direction === 1 ? reasons.end : reasons.entry);
        else this.stopAt(stop, this.stopsAtObjects.some((hits) => hits.includes(stop)) ? "data breakpoint" : "breakpoint", null);
    }

    /** `description`: instead of the reason, what the user reads. */
    private stopAt(seq: number, reason: string, description: string | null, asked = false): void {
        this.moveTo(seq);
        const moment: MomentShown = { trace: this.path, event: seq, asked };
        this.sendEvent(new Event("ipcscope.moment", moment));
        const stopped: DebugProtocol.StoppedEvent = new StoppedEvent(reason, threadNumber(this.recording.trace.events.thread(seq)));
        this.sendEvent({
            ...stopped,
            body: { ...stopped.body, allThreadsStopped: true, ...(description !== null && { description, text: description }) },
        });
    }
}
