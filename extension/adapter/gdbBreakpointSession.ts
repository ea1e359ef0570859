/** Breakpoints in a gdb: hit counts, conditions and logpoints as the editor means them, and what has become of each. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { MIBreakListResponse } from "cdt-gdb-adapter";
import { ProcessGdb } from "./gdbBackend";
import { GdbSession } from "./gdbSession";
import { hitCondition, hitConditionForGdb } from "./hitCondition";
import {
    invalidHitCondition,
    noFunctionYet,
    noSourceYet,
    readsAreNotWatched,
    UserError,
    watchedInSoftware,
    watchedIsGone,
} from "./messages";
import { oneLine } from "./oneLine";
import { signalNumber } from "./signals";
import { sendingFunctions } from "./signalStops";

export abstract class GdbBreakpointSession extends GdbSession {
    /** By file: the numbers that the client was told before there was a gdb. */
    protected readonly promisedIds = new Map<string, readonly number[]>();

    protected async placeInSource(args: DebugProtocol.SetBreakpointsArguments): Promise<DebugProtocol.Breakpoint[]> {
        const asked = (args.breakpoints ?? []).map((breakpoint) => ({
            breakpoint,
            understood:
                breakpoint.hitCondition === undefined ||
                breakpoint.hitCondition.trim() === "" ||
                hitCondition(breakpoint.hitCondition) !== undefined,
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
        const promised = this.promisedIds.get(args.source.path ?? "");
        this.promisedIds.delete(args.source.path ?? "");
        return asked.map(({ breakpoint, understood }, index) => {
            if (!understood) return { verified: false, message: invalidHitCondition(breakpoint.hitCondition ?? "") };
            const answer = placed.shift() ?? { verified: false };
            const id = this.breakpointIds.of(answer.id, promised?.[index]);
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
        const waiting = await this.waitingBreakpoints();
        return body.breakpoints.map((answer, index) => {
            const id = this.breakpointIds.of(answer.id);
            return waiting.has(String(answer.id))
                ? { id, verified: false, message: noFunctionYet(args.breakpoints[index]?.name ?? "") }
                : { ...answer, id };
        });
    }

    // ---- On data and on instructions

    /** Whether the machine has debug registers that gdb can use. */
    protected watchesInHardware = true;
    /** gdb's numbers of the watchpoints, with what they watch. */
    protected readonly watchpoints = new Map<string, string>();
    protected readonly instructionBreakpoints = new Map<string, string>();
    private hasSaidSlow = false;

    protected async placeOnData({ breakpoints }: DebugProtocol.SetDataBreakpointsArguments): Promise<DebugProtocol.Breakpoint[]> {
        if (this.watchesInHardware) return this.placeWatchpoints(breakpoints, (wanted) => this.watchWithRegistersOrSeen(wanted));
        // gdb watches either all of them in software or none: one that is not in watched memory takes the others with it.
        const seen = await this.placeWatchpoints(breakpoints, async (wanted) => {
            await this.gdb.sendCommand("-gdb-set can-use-hw-watchpoints 1");
            return this.watchSeen(wanted);
        });
        if (seen.every(({ verified }) => verified)) return seen;
        return this.placeWatchpoints(breakpoints, async (wanted) => {
            await this.gdb.sendCommand("-gdb-set can-use-hw-watchpoints 0");
            if (optionFor(wanted) !== "") throw new UserError(readsAreNotWatched(wanted.dataId));
            return this.watch(wanted, wanted.dataId);
        });
    }

    private async watchWithRegistersOrSeen(wanted: DebugProtocol.DataBreakpoint): Promise<string> {
        const before = await this.numbers();
        try {
            return await this.watch(wanted, wanted.dataId);
        } catch (error) {
            await this.remove([...(await this.numbers())].filter((number) => !before.has(number)));
            return this.watchSeen(wanted).catch(() => {
                throw error;
            });
        }
    }

    /** In watched memory the engine sees each access. `pair->first` is watched by its address, since `pair` itself may be elsewhere. */
    private async watchSeen({ dataId, accessType }: DebugProtocol.DataBreakpoint): Promise<string> {
        const before = await this.numbers();
        const command = accessType === "read" ? "rwatch" : accessType === "readWrite" ? "awatch" : "watch";
        await this.gdb.sendCommand(`-interpreter-exec console ${JSON.stringify(`${command} -location ${dataId}`)}`);
        return [...(await this.numbers())].find((number) => !before.has(number)) ?? "";
    }

    /** gdb's number. */
    private async watch(wanted: DebugProtocol.DataBreakpoint, expression: string): Promise<string> {
        const inserted = await this.gdb.sendCommand<Record<string, { number: string }>>(
            `-break-watch ${optionFor(wanted)}${JSON.stringify(expression)}`,
        );
        return Object.values(inserted)[0]?.number ?? "";
    }

    private placeWatchpoints(
        breakpoints: readonly DebugProtocol.DataBreakpoint[],
        watch: (wanted: DebugProtocol.DataBreakpoint) => Promise<string>,
    ): Promise<DebugProtocol.Breakpoint[]> {
        return this.placeAnew(this.watchpoints, breakpoints, async (wanted) => {
            const { dataId, condition, hitCondition: hits } = wanted;
            const number = await watch(wanted);
            if (condition !== undefined && condition !== "") await this.gdb.sendCommand(`-break-condition ${number} ${condition}`);
            const ignored = hits === undefined ? undefined : hitCondition(hits)?.ignoreCount;
            if (ignored !== undefined) await this.gdb.sendCommand(`-break-after ${number} ${ignored}`);
            return { number, place: dataId, ...(await this.slowness(number, dataId)) };
        });
    }

    /** gdb watches in software where the processor cannot. The client may not show the message, so that it is said once, too. */
    private async slowness(number: string, watched: string): Promise<{ readonly message?: string }> {
        const { BreakpointTable } = await this.gdb.sendCommand<MIBreakListResponse>("-break-list");
        if (BreakpointTable.body.find((breakpoint) => breakpoint.number === number)?.type !== "watchpoint") return {};
        const message = watchedInSoftware(watched);
        if (!this.hasSaidSlow) this.print(message);
        this.hasSaidSlow = true;
        return { message };
    }

    protected placeOnInstructions({ breakpoints }: DebugProtocol.SetInstructionBreakpointsArguments): Promise<DebugProtocol.Breakpoint[]> {
        return this.placeAnew(this.instructionBreakpoints, breakpoints, async ({ instructionReference, offset = 0, condition }) => {
            const place = `*(${instructionReference})+${offset}`;
            const options = condition === undefined || condition === "" ? "" : `-c ${JSON.stringify(condition)} `;
            const { bkpt } = await this.gdb.sendCommand<{ bkpt: { number: string } }>(`-break-insert ${options}${JSON.stringify(place)}`);
            return { number: bkpt.number, place };
        });
    }

    // ---- On what sends signals

    /** gdb's numbers, with the register that has the signal's. */
    private readonly sendBreakpoints = new Map<string, string>();

    protected async placeOnSends(sent: ReadonlySet<string>): Promise<void> {
        const functions = sent.size === 0 ? [] : [...sendingFunctions];
        await this.placeAnew(this.sendBreakpoints, functions, async ([name, register]) => {
            const condition = [...sent].map((signal) => `${register} == ${signalNumber(signal)}`).join(" || ");
            const { bkpt } = await this.gdb.sendCommand<{ bkpt: { number: string } }>(
                `-break-insert -f -c ${JSON.stringify(condition)} ${name}`,
            );
            return { number: bkpt.number, place: register };
        });
    }

    protected override registerOfSend(gdbNumber: string): string | undefined {
        return this.sendBreakpoints.get(gdbNumber);
    }

    protected forgetSends(): void {
        this.sendBreakpoints.clear();
    }

    protected override watchpointIsGone(gdbNumber: string): void {
        const watched = this.watchpoints.get(gdbNumber);
        if (watched === undefined) return;
        this.watchpoints.delete(gdbNumber);
        this.print(watchedIsGone(watched));
    }

    /** Replaces all of a kind. One that gdb refuses takes none of the others with it. */
    private async placeAnew<Wanted>(
        placed: Map<string, string>,
        wanted: readonly Wanted[],
        insert: (breakpoint: Wanted) => Promise<{ readonly number: string; readonly place: string; readonly message?: string }>,
    ): Promise<DebugProtocol.Breakpoint[]> {
        if (placed.size === 0 && wanted.length === 0) return [];
        await this.pauseIfNeeded();
        try {
            await this.remove([...placed.keys()]);
            placed.clear();
            const answers: DebugProtocol.Breakpoint[] = [];
            for (const breakpoint of wanted) {
                const before = await this.numbers();
                try {
                    const { number, place, message } = await insert(breakpoint);
                    placed.set(number, place);
                    answers.push({
                        verified: true,
                        id: this.breakpointIds.of(Number(number)),
                        ...(message === undefined ? {} : { message }),
                    });
                } catch (error) {
                    // gdb keeps one that it could not put into the program, and would try again at every step.
                    await this.remove([...(await this.numbers())].filter((number) => !before.has(number)));
                    answers.push({ verified: false, message: oneLine(error) });
                }
            }
            return answers;
        } finally {
            await this.continueIfNeeded();
        }
    }

    private async remove(numbers: readonly string[]): Promise<void> {
        if (numbers.length > 0) await this.gdb.sendCommand(`-break-delete ${numbers.join(" ")}`);
    }

    private async numbers(): Promise<ReadonlySet<string>> {
        const { BreakpointTable } = await this.gdb.sendCommand<MIBreakListResponse>("-break-list");
        return new Set(BreakpointTable.body.map(({ number }) => number));
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

function optionFor({ accessType }: DebugProtocol.DataBreakpoint): string {
    return accessType === "read" ? "-r " : accessType === "readWrite" ? "-a " : "";
}

function forGdb(breakpoint: DebugProtocol.SourceBreakpoint): DebugProtocol.SourceBreakpoint {
    const { hitCondition: hits, ...rest } = breakpoint;
    const spelled = hits === undefined || hits.trim() === "" ? undefined : hitConditionForGdb(hits);
    return spelled === undefined ? rest : { ...rest, hitCondition: spelled };
}
