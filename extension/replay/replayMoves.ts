/** What moves the cursor of a replay, and where it stops. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import path from "node:path";
import { noEventAtLine, noEventToGoTo } from "./messages";
import { ReplayViews } from "./replayViews";
import { arrivalsAt, nearestLine } from "./stopPlaces";
import type { Step } from "./steps";
import { threadWith } from "./threads";

export abstract class ReplayMoves extends ReplayViews {
    private readonly targets = new Map<number, number>();

    protected override setBreakPointsRequest(
        response: DebugProtocol.SetBreakpointsResponse,
        { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
    ): void {
        const wanted = breakpoints.map(({ line, condition = "", hitCondition = "" }) => ({ line, condition, hitCondition }));
        const set = this.cursor.setInFile(path.normalize(source.path ?? ""), wanted);
        response.body = {
            breakpoints: set.map(({ fault }, index) => ({
                verified: fault === null,
                ...(wanted[index] !== undefined && { line: wanted[index].line }),
                ...(fault !== null && { message: fault }),
            })),
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
        const set = this.cursor.setAtObjects(breakpoints.map(({ dataId }) => dataId));
        response.body = { breakpoints: set.map((verified) => ({ verified })) };
        this.sendResponse(response);
    }

    protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
        response.body = { allThreadsContinued: true };
        this.sendResponse(response);
        this.cursor.runOn(1);
    }

    protected override reverseContinueRequest(response: DebugProtocol.ReverseContinueResponse): void {
        this.sendResponse(response);
        this.cursor.runOn(-1);
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
        this.cursor.moveTo(this.cursor.seq, "pause");
    }

    protected override restartRequest(response: DebugProtocol.RestartResponse): void {
        this.sendResponse(response);
        this.cursor.begin();
    }

    protected override gotoTargetsRequest(
        response: DebugProtocol.GotoTargetsResponse,
        { source, line }: DebugProtocol.GotoTargetsArguments,
    ): void {
        const { recording, seq } = this.cursor;
        const file = path.normalize(source.path ?? "");
        const arrivals = arrivalsAt(recording, file, line);
        const target = arrivals.find((each) => each > seq) ?? arrivals.at(-1);
        if (target === undefined) return this.refuse(response, noEventAtLine(nearestLine(recording, file, line)));
        this.targets.set(target, target);
        response.body = { targets: [{ id: target, label: `event ${target}`, line }] };
        this.sendResponse(response);
    }

    protected override gotoRequest(response: DebugProtocol.GotoResponse, { targetId }: DebugProtocol.GotoArguments): void {
        const target = this.targets.get(targetId);
        if (target === undefined) return this.refuse(response, noEventToGoTo());
        this.sendResponse(response);
        this.cursor.moveTo(target, "goto");
    }

    private step(
        response: DebugProtocol.Response,
        { threadId, granularity }: { readonly threadId: number; readonly granularity?: DebugProtocol.SteppingGranularity },
        step: Step,
        direction: 1 | -1,
    ): void {
        this.sendResponse(response);
        const thread = threadWith(this.cursor.recording, threadId)?.index;
        this.cursor.step(thread, granularity === "instruction" ? "event" : step, direction);
    }
}
