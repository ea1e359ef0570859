/** The user's breakpoints in one process: promised while it has no gdb, placed when it has one. */
import { BreakpointEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { signalCommands } from "./gdbCommands";
import { breakpointWaitsForVfork, noSourceYet } from "./messages";
import { ProcessGdbSession } from "./processGdbSession";
import { isCompiledFrom } from "./programSources";
import { askedStops, sameStops } from "./signalStops";

export abstract class ProcessBreakpointSession extends ProcessGdbSession {
    /** Until it leaves vfork(2). */
    private breakpointsWait = false;
    private readonly sourceBreakpoints = new Map<string, DebugProtocol.SetBreakpointsArguments>();
    private functionBreakpointsAsked: DebugProtocol.SetFunctionBreakpointsArguments = { breakpoints: [] };

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
        const { stops, breakpoints } = askedStops(args);
        const changed = !sameStops(stops, this.signalStops);
        this.signalStops = stops;
        this.launch.breakpoints.signalStops = stops;
        this.launch.applySignalStops();
        await this.answer(response, async () => {
            response.body = { breakpoints };
            if (this.isSuspended) return;
            await this.inTurn(async () => {
                if (!changed || this.gdbState !== "ready") return;
                await this.pauseIfNeeded();
                await this.gdb.sendCommands(signalCommands(stops));
                await this.placeOnSends(stops.sent);
                await this.continueIfNeeded();
            });
        });
        if (changed && stops.sent.size > 0) await this.gdbForNewBreakpoints();
    }

    private async gdbForNewBreakpoints(): Promise<void> {
        const target = this.target;
        if (target === undefined || !this.configured || this.gdbState !== "none") return;
        if (!(await this.launch.processes.breakpointsMayLieIn(target.program))) return;
        target.wantsGdb = true;
        this.needsGdb();
    }

    private promiseAfterVfork(asked: readonly object[]): Promise<DebugProtocol.Breakpoint[]> {
        this.breakpointsWait = true;
        return Promise.resolve(
            asked.map(() => ({ id: this.breakpointIds.next(), verified: false, message: breakpointWaitsForVfork(this.name) })),
        );
    }

    /** What had to wait while it was suspended by vfork(2). */
    protected leftVfork(): void {
        this.needsGdb();
        if (this.gdbState === "ready" && this.breakpointsWait) void this.inTurn(() => this.placeAllBreakpoints());
    }

    /** Without gdb nothing is placed yet; whether the file is part of the program can be told all the same. */
    private async promiseInSource(args: DebugProtocol.SetBreakpointsArguments): Promise<DebugProtocol.Breakpoint[]> {
        const known = this.target !== undefined && (await isCompiledFrom(this.target.program, args.source.path ?? ""));
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

    /** And tells what has become of each. */
    protected override async placeAllBreakpoints(): Promise<void> {
        this.breakpointsWait = false;
        for (const args of this.sourceBreakpoints.values()) {
            for (const breakpoint of await this.placeInSource(args)) this.tellClient(new BreakpointEvent("changed", breakpoint));
        }
        await this.placeOnSends(this.signalStops.sent);
        if (this.functionBreakpointsAsked.breakpoints.length > 0) await this.placeOnFunctions(this.functionBreakpointsAsked);
    }
}
