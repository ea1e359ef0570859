/** How a process is paused, continued and stepped: with a gdb, or without. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import { firstThread } from "./gdbSession";
import { gdbNeeded, noCaller, UserError, waitsInVfork } from "./messages";
import { ProcessFrozenSession } from "./processFrozenSession";

export abstract class ProcessRunningSession extends ProcessFrozenSession {
    protected override async threadsRequest(response: DebugProtocol.ThreadsResponse): Promise<void> {
        if (this.gdbState === "ready" && (this.threads.length > 0 || !this.isRunning)) return super.threadsRequest(response);
        response.body = { threads: this.finished ? [] : [{ id: firstThread, name: this.name }] };
        this.sendResponse(response);
    }

    protected override async pauseRequest(response: DebugProtocol.PauseResponse, args: DebugProtocol.PauseArguments): Promise<void> {
        const target = this.target;
        if (target === undefined || this.gdbFactory === undefined) {
            this.refuse(response, gdbNeeded());
            return;
        }
        this.sendResponse(response);
        const child = target.suspendedFor;
        if (child !== undefined && (this.gdbState !== "ready" || this.isRunning)) {
            this.say(waitsInVfork(target.name, child.name));
            this.tell("ipcscope.message", { severity: "warning", text: waitsInVfork(target.name, child.name) });
        }
        await this.inTurn(async () => {
            await this.endLook();
            if (this.gdbState === "ready") {
                this.pausing = true;
                await Promise.resolve(this.gdb.pause(args.threadId)).catch(() => undefined); // It stands still already.
                return;
            }
            if (!(await this.takeOver(target, true))) return;
            if (target.hold === undefined) this.sendStoppedEvent("pause", (await this.gdb.queryCurrentThreadId()) || firstThread, true);
            else await this.goOn();
        });
    }

    protected override async continueRequest(
        response: DebugProtocol.ContinueResponse,
        args: DebugProtocol.ContinueArguments,
    ): Promise<void> {
        if (this.target?.isFrozen === true) {
            await this.answer(response, () => this.continueFrozen());
            this.forgetFrozen();
            return;
        }
        if (this.standsForGdb) return super.continueRequest(response, args);
        response.body = { allThreadsContinued: true };
        this.sendResponse(response);
    }

    protected override nextRequest(response: DebugProtocol.NextResponse, args: DebugProtocol.NextArguments): Promise<void> {
        return this.step(response, (own) => super.nextRequest(own, args));
    }

    protected override stepInRequest(response: DebugProtocol.StepInResponse, args: DebugProtocol.StepInArguments): Promise<void> {
        return this.step(response, (own) => super.stepInRequest(own, args));
    }

    protected override stepOutRequest(response: DebugProtocol.StepOutResponse, args: DebugProtocol.StepOutArguments): Promise<void> {
        return this.step(response, (own) => super.stepOutRequest(own, args));
    }

    private async step(response: DebugProtocol.Response, begin: (own: DebugProtocol.Response) => Promise<void>): Promise<void> {
        const { target } = this;
        if (target === undefined) return;
        const lookAgain = this.stopLooking();
        await this.launch.stepping(target, true);
        try {
            await this.ask(response.command, begin);
            this.sendResponse(response);
            this.forgetFrozen();
        } catch (error) {
            await this.launch.stepping(target, false);
            await lookAgain();
            const reason = error instanceof Error ? error.message : String(error);
            this.refuse(response, reason.includes("outermost frame") ? noCaller() : new UserError(reason));
        }
    }
}
