/**
 * What a launch's session answers about code, of which it has none: each process's session sets its own breakpoints, here
 * it is only counted which files have some.
 */
import { DebugSession } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { launchHasNoCode } from "./messages";
import { askedStops } from "./signalStops";
import { UserBreakpoints } from "./userBreakpoints";

export abstract class SessionWithoutCode extends DebugSession {
    protected readonly breakpoints = new UserBreakpoints();

    protected abstract breakpointsChanged(): void;
    protected abstract signalStopsChanged(): void;

    protected override setBreakPointsRequest(
        response: DebugProtocol.SetBreakpointsResponse,
        args: DebugProtocol.SetBreakpointsArguments,
    ): void {
        const breakpoints = args.breakpoints ?? [];
        this.breakpoints.setInSource(args.source.path ?? "", breakpoints.length);
        response.body = { breakpoints: breakpoints.map(({ line }) => ({ verified: true, line })) };
        this.sendResponse(response);
        this.breakpointsChanged();
    }

    protected override setFunctionBreakPointsRequest(
        response: DebugProtocol.SetFunctionBreakpointsResponse,
        args: DebugProtocol.SetFunctionBreakpointsArguments,
    ): void {
        this.breakpoints.setOnFunctions(args.breakpoints.length);
        response.body = { breakpoints: args.breakpoints.map(() => ({ verified: true })) };
        this.sendResponse(response);
        this.breakpointsChanged();
    }

    protected override setDataBreakpointsRequest(
        response: DebugProtocol.SetDataBreakpointsResponse,
        args: DebugProtocol.SetDataBreakpointsArguments,
    ): void {
        response.body = { breakpoints: args.breakpoints.map(() => ({ verified: false })) };
        this.sendResponse(response);
    }

    protected override setInstructionBreakpointsRequest(
        response: DebugProtocol.SetInstructionBreakpointsResponse,
        args: DebugProtocol.SetInstructionBreakpointsArguments,
    ): void {
        response.body = { breakpoints: args.breakpoints.map(() => ({ verified: false })) };
        this.sendResponse(response);
    }

    protected override setExceptionBreakPointsRequest(
        response: DebugProtocol.SetExceptionBreakpointsResponse,
        args: DebugProtocol.SetExceptionBreakpointsArguments,
    ): void {
        const { stops, breakpoints } = askedStops(args);
        this.breakpoints.signalStops = stops;
        response.body = { breakpoints };
        this.signalStopsChanged();
        this.sendResponse(response);
    }

    protected override evaluateRequest(response: DebugProtocol.EvaluateResponse): void {
        this.refuse(response, launchHasNoCode(), false);
    }

    protected override pauseRequest(response: DebugProtocol.PauseResponse): void {
        this.refuse(response, launchHasNoCode(), false);
    }

    protected override stackTraceRequest(response: DebugProtocol.StackTraceResponse): void {
        this.refuse(response, launchHasNoCode(), false);
    }

    /** The processes have their threads; the launch has none. */
    protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
        response.body = { threads: [] };
        this.sendResponse(response);
    }

    protected refuse(response: DebugProtocol.Response, error: unknown, showUser = true): void {
        this.sendErrorResponse(response, { id: 1, format: "{_reason}", variables: { _reason: reasonOf(error) }, showUser });
    }
}

export function reasonOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
