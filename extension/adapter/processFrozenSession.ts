/**
 * A process that stands still because another one has stopped: its client sees it frozen. No gdb has it until its user
 * looks at it; then one stops it where it stands, which changes nothing for the others, and lets it go when they go on.
 */
import { ContinuedEvent, StoppedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { frozenReason } from "../protocol/frozenReason";
import { firstThread } from "./gdbSession";
import { gdbNeeded, gdbTookNotOver, processIsRunning, UserError, waitsInVfork } from "./messages";
import { ProcessBreakpointSession } from "./processBreakpointSession";
import type { TargetProcess } from "./targetProcess";

/**
 * A client asks at once for the stack of the thread that a stop names, or of each if it names none; so every process would
 * get a gdb as soon as it is frozen. gdb numbers threads from 1.
 */
const noThread = 0;

/** Milliseconds until it is clear that what its gdb has let go does not go on, since the others were frozen meanwhile. */
const goesOnWithOthers = 300;

export abstract class ProcessFrozenSession extends ProcessBreakpointSession {
    /** Its gdb holds it for its user's eyes. */
    private isLookedAt = false;
    /** The client has a stack of it, of this freeze or of an earlier one. */
    private wasLookedAt = false;
    /** It has been told to be frozen since it last stopped by itself. */
    private wasFrozen = false;
    private seenAs: "running" | "frozen" | "stopped" = "running";

    override sendEvent(event: DebugProtocol.Event): void {
        if (event.event === "stopped") {
            this.forgetFrozen();
            this.seenAs = "stopped";
            this.wasFrozen = false;
        }
        super.sendEvent(event);
        if (event.event === "continued") {
            this.seenAs = "running";
            this.forgetFrozen();
            setTimeout(() => this.tellWhetherFrozen(), goesOnWithOthers).unref();
        }
    }

    /**
     * A client forgets a stop when the thread that it named goes on. Also after an answer to a request to go on: a client
     * that is told that all threads do may forget what it was told before of one.
     */
    protected forgetFrozen(): void {
        if (this.wasFrozen) this.tellClient(new ContinuedEvent(noThread, false));
    }

    protected followFreezes(target: TargetProcess): void {
        target.on("frozen", () => this.tellWhetherFrozen());
        target.on("frozenAgain", () => void this.inTurn(() => this.tellAgain()));
        target.on("thawed", () => void this.inTurn(() => this.endLook()));
    }

    /** Also for a client that has just become ready to hear it. */
    protected tellWhetherFrozen(): void {
        const isFrozen = this.target?.isFrozen === true;
        if (!this.configured || this.finished) return;
        if (isFrozen && this.seenAs === "running") this.tellFrozen();
        else if (!isFrozen && this.seenAs === "frozen") this.sendEvent(new ContinuedEvent(firstThread, true));
    }

    /** A stack that the client has may be another one now. */
    private tellAgain(): Promise<void> {
        if (this.wasLookedAt && this.target?.isFrozen === true && !this.finished) this.tellFrozen();
        return Promise.resolve();
    }

    private tellFrozen(): void {
        const stopped: DebugProtocol.StoppedEvent = new StoppedEvent(frozenReason, noThread);
        stopped.body.description = "Frozen";
        stopped.body.preserveFocusHint = true;
        stopped.body.allThreadsStopped = true;
        this.forgetFrozen();
        this.tellClient(stopped);
        this.seenAs = "frozen";
        this.wasFrozen = true;
        this.wasLookedAt = false;
    }

    /** Whether gdb has it, and it stands. */
    protected get standsForGdb(): boolean {
        return this.gdbState === "ready" && !this.isRunning;
    }

    /** So that its user can look at it. Throws a UserError when it is not frozen, or nothing can stop it. */
    protected look(): Promise<void> {
        return this.inTurn(async () => {
            if (this.standsForGdb) return;
            const target = this.frozenTarget();
            if (this.gdbState === "none") {
                if (!(await this.takeOver(target))) throw gdbTookNotOver(target.name);
            } else {
                await this.pauseIfNeeded();
                this.pauseCount = 0; // It goes on when the look ends, not when breakpoints have been set.
            }
            this.isLookedAt = true;
            this.wasLookedAt = true;
            if (!target.standsWithOthers) await this.endLook();
        });
    }

    /** The others go on. */
    protected async endLook(): Promise<void> {
        if (!this.isLookedAt) return;
        this.isLookedAt = false;
        await this.gdb.sendCommand("-exec-continue").catch(() => undefined); // It has ended.
    }

    /** Its user steps it from where it stands. Returns how to go back to looking, when no step comes of it. */
    protected stopLooking(): () => Promise<void> {
        const wasLookedAt = this.isLookedAt;
        this.isLookedAt = false;
        return async () => {
            this.isLookedAt = wasLookedAt;
            if (this.target?.standsWithOthers !== true) await this.endLook();
        };
    }

    /** Its user lets it go on: so do all that are frozen. Throws a UserError when it is not frozen. */
    protected continueFrozen(): Promise<void> {
        return this.inTurn(async () => {
            if (this.target?.isFrozen !== true) throw processIsRunning(this.name);
            await this.endLook();
            await this.launch.thaw();
        });
    }

    private frozenTarget(): TargetProcess {
        const { target } = this;
        if (target?.isFrozen !== true) throw processIsRunning(this.name);
        if (this.gdbFactory === undefined) throw gdbNeeded();
        if (target.suspendedFor !== undefined) throw new UserError(waitsInVfork(target.name, target.suspendedFor.name));
        return target;
    }

    protected override forgetGdb(): void {
        this.isLookedAt = false;
        super.forgetGdb();
    }
}
