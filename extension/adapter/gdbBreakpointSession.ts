/** Breakpoints in a gdb: hit counts, conditions and logpoints as the editor means them, and what has become of each. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { MIBreakListResponse } from "cdt-gdb-adapter";
import { ProcessGdb } from "./gdbBackend";
import { GdbSession } from "./gdbSession";
import { hitCondition, hitConditionForGdb } from "./hitCondition";
import { invalidHitCondition, noSourceYet } from "./messages";

export abstract class GdbBreakpointSession extends GdbSession {
    protected async placeInSource(args: DebugProtocol.SetBreakpointsArguments): Promise<DebugProtocol.Breakpoint[]> {
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

    protected async placeOnFunctions(args: DebugProtocol.SetFunctionBreakpointsArguments): Promise<DebugProtocol.Breakpoint[]> {
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

    protected async hasBreakpointAt(address: bigint): Promise<boolean> {
        const { BreakpointTable } = await this.gdb.sendCommand<MIBreakListResponse>("-break-list");
        return BreakpointTable.body.some(({ addr }) => addr?.startsWith("0x") === true && BigInt(addr) === address);
    }

    /** The numbers of the breakpoints that have no place in the program yet. */
    private async waitingBreakpoints(): Promise<ReadonlySet<string>> {
        const { BreakpointTable } = await this.gdb.sendCommand<MIBreakListResponse>("-break-list");
        return new Set(BreakpointTable.body.filter(({ addr }) => addr === "<PENDING>").map(({ number }) => number));
    }
}

function forGdb(breakpoint: DebugProtocol.SourceBreakpoint): DebugProtocol.SourceBreakpoint {
    const { hitCondition: hits, ...rest } = breakpoint;
    const spelled = hits === undefined || hits.trim() === "" ? undefined : hitConditionForGdb(hits);
    return spelled === undefined ? rest : { ...rest, hitCondition: spelled };
}
