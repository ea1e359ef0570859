/** The processes of a launch, by what the engine tells of them: which are to be debugged, when, and which stand still. */
import path from "node:path";
import type { EngineControl } from "../../tracer/recorder/engineControl";
import { sourceFilesOf } from "../../tracer/symbols/sourceFilesOf";
import { exitStatus } from "../../tracer/syscalls/signalNames";
import { FrozenMarks } from "./frozenMarks";
import type { LaunchClient } from "./launchClient";
import { LaunchedPrograms } from "./launchedPrograms";
import { quietProcesses, sessionRefused } from "./messages";
import { isNode } from "./nodeProgram";
import { quietly } from "./quietly";
import { mostQuietSessions, SessionQueue } from "./sessionQueue";
import { TargetProcess, type Hold } from "./targetProcess";
import type { UserBreakpoints } from "./userBreakpoints";
import { Writers } from "./writers";

export interface DebuggingWishes {
    /** There is a gdb, and a client that shows what it does. */
    readonly possible: boolean;
    readonly stopOnEntry: boolean;
    /** Node processes have a debugger of their own. */
    readonly node: boolean;
    readonly breakpoints: UserBreakpoints;
}

export class LaunchProcesses {
    /** Also of those that have ended. */
    readonly writers = new Writers();
    private readonly alive = new Map<number, TargetProcess>();
    private readonly sessions: SessionQueue;
    private readonly frozenMarks = new FrozenMarks(() => this.alive.values());
    private readonly programs: LaunchedPrograms;
    private born = 0;
    private closed = false;

    constructor(
        private readonly control: EngineControl,
        private readonly client: LaunchClient,
        private readonly debugging: DebuggingWishes,
        programCount: number,
    ) {
        this.sessions = new SessionQueue(
            (process) => this.openSession(process),
            () => client.output("console", quietProcesses(mostQuietSessions)),
            (process) => debugging.node && isNode(process.programName),
        );
        this.programs = new LaunchedPrograms(
            programCount,
            (program) => this.decide(program),
            () => quietly(control.start()),
        );
        control.on("hello", ({ pid }) => this.writers.isEngine(pid));
        control.on("process", ({ pid, parent, how }) => this.add(pid, parent, how));
        control.on("exec", ({ pid, path: program, name }) => this.alive.get(pid)?.executed(program, name));
        control.on("stopped", ({ pid }) => this.standsForUser(pid, true));
        control.on("resumed", ({ pid }) => this.standsForUser(pid, false));
        control.on("frozen", () => this.frozenMarks.change(true));
        control.on("thawed", () => this.frozenMarks.change(false));
        control.on("held", ({ pid, reason, detail }) => this.isHeld(pid, { reason, detail }));
        control.on("exited", ({ pid, waitStatus }) => this.exited(pid, waitStatus));
    }

    /** Where their sessions are served. */
    get sessionsPath(): string {
        return path.join(this.control.directory, "sessions");
    }

    /** Resolves when all launched programs are held and it is known what is to become of them. */
    get programsDecided(): Promise<void> {
        return this.programs.decided;
    }

    get(pid: number): TargetProcess | undefined {
        return this.alive.get(pid);
    }

    /** No gdb will come for it after all. */
    giveUpHold(process: TargetProcess): void {
        if (process.hold === undefined) return;
        const { reason } = process.hold;
        process.hold = undefined;
        if (reason === "launch") this.settled(process);
        else quietly(this.control.release(process.pid));
    }

    /** A launched program has its gdb, or needs none. */
    settled(process: TargetProcess): void {
        this.programs.settled(process);
    }

    /** A breakpoint was set somewhere: processes that may hit it and have no gdb get one. */
    async breakpointsChanged(): Promise<void> {
        for (const process of this.alive.values()) {
            if (!process.alive || process.gdb || process.hold !== undefined) continue;
            if (!(await this.breakpointsMayLieIn(process.program))) continue;
            process.gdbIsWanted();
            this.sessions.now(process);
        }
    }

    async breakpointsMayLieIn(program: string): Promise<boolean> {
        const { possible, breakpoints } = this.debugging;
        return possible && breakpoints.mayLieInPrograms && breakpoints.mayLieIn(await sourceFilesOf(program));
    }

    /** The engine is gone: nobody knows how they end. */
    abandon(): void {
        for (const process of this.alive.values()) process.ended(null);
        this.alive.clear();
    }

    /** A debugger shows its user that the process stands still, or that it no longer does. */
    standsForUser(pid: number, stopped: boolean): void {
        const process = this.alive.get(pid);
        if (process === undefined) return;
        process.stopped = stopped;
        if (stopped) process.stepping = false;
        if (stopped) this.frozenMarks.update(process);
        else this.frozenMarks.goesOn(process);
    }

    close(): void {
        this.closed = true;
        this.frozenMarks.close();
    }

    // ---- What the engine tells

    private add(pid: number, parent: number, how: "launched" | "fork" | "vfork" | "clone" | "attached"): void {
        const creator = this.alive.get(parent);
        const process = new TargetProcess(`p${++this.born}`, pid, how === "launched", creator);
        this.alive.set(pid, process);
        this.writers.born(process);
        if (how === "vfork") creator?.suspendFor(process);
        this.frozenMarks.update(process);
        if (this.client.opensSessions) this.sessions.later(process);
    }

    private isHeld(pid: number, hold: Hold): void {
        const process = this.alive.get(pid);
        if (process === undefined) return;
        if (hold.reason === "breakpoint" || hold.reason === "signal") this.frozenMarks.isHeld(process);
        if (hold.reason === "launch") this.programs.add(process);
        else void this.decideHeld(process, hold);
    }

    private exited(pid: number, waitStatus: number): void {
        const process = this.alive.get(pid);
        if (process === undefined) return;
        this.alive.delete(pid);
        process.ended(exitStatus(waitStatus));
    }

    // ---- Who is debugged

    private async decide(program: TargetProcess): Promise<void> {
        await program.nameIsKnown();
        const { possible, stopOnEntry } = this.debugging;
        const wanted = possible && (stopOnEntry || (await this.breakpointsMayLieIn(program.program)));
        if (wanted) this.handToGdb(program, { reason: "launch", detail: "" });
        else this.settled(program);
    }

    private async decideHeld(process: TargetProcess, hold: Hold): Promise<void> {
        await process.nameIsKnown();
        const wanted = this.debugging.possible && (hold.reason !== "exec" || (await this.breakpointsMayLieIn(process.program)));
        if (wanted) this.handToGdb(process, hold);
        else quietly(this.control.release(process.pid));
    }

    private async openSession(process: TargetProcess): Promise<void> {
        if (this.closed) return;
        const __process = { socket: this.sessionsPath, pid: process.pid };
        const { opened, reason } = await this.client.openSession({ name: process.name, __process });
        if (opened || !process.alive) return;
        this.giveUpHold(process);
        this.client.warn(sessionRefused(process.name, reason), "warning");
    }

    private handToGdb(process: TargetProcess, hold: Hold): void {
        process.heldFor(hold);
        this.sessions.now(process);
    }
}
