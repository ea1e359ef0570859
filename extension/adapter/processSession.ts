/** The debug session of one process. cdt-gdb-adapter's remote target session serves it through a gdb, when there is one. */
import { Event, ExitedEvent, InitializedEvent, Response, TerminatedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { TargetAttachRequestArguments } from "cdt-gdb-adapter";
import type { ProcessAddress } from "../protocol/processAddress";
import { endProcess, sendSignal, type SendSignal } from "../protocol/customRequests";
import { capabilities } from "./capabilities";
import { argumentMissing, noSuchSignal, processEnded, processGone, signalNotSent, UserError } from "./messages";
import { missingArgument } from "./missingArgument";
import { ProcessRunningSession } from "./processRunningSession";
import { signalNumber } from "./signals";
import { statusOf, type ProcessEnd } from "./waitStatus";

/** Requests about a process that stands still. */
const needStop = new Set([
    "scopes",
    "variables",
    "setVariable",
    "evaluate",
    "stackTrace",
    "readMemory",
    "writeMemory",
    "disassemble",
    "next",
    "stepIn",
    "stepOut",
]);

/** `name`: as the client shows the session. */
type ProcessSessionArguments = TargetAttachRequestArguments & ProcessAddress & { readonly name?: string };

export class ProcessSession extends ProcessRunningSession {
    /** gdb has had the process since the session began; it goes on when the client has set its breakpoints. */
    private waitsForClient = false;

    protected override dispatchRequest(request: DebugProtocol.Request): void {
        const missing = missingArgument(request);
        if (missing !== undefined) {
            this.refuse(new Response(request), argumentMissing(request.command, missing));
            return;
        }
        if (!needStop.has(request.command) || this.standsForGdb) {
            super.dispatchRequest(request);
            return;
        }
        this.look().then(
            () => super.dispatchRequest(request),
            (error: unknown) =>
                this.refuse(
                    new Response(request),
                    error instanceof UserError ? error : new UserError(error instanceof Error ? error.message : String(error)),
                ),
        );
    }

    protected override initializeRequest(response: DebugProtocol.InitializeResponse, args: DebugProtocol.InitializeRequestArguments): void {
        void this.ask("initialize", (own) => Promise.resolve(super.initializeRequest(own, args)));
        response.body = capabilities;
        this.sendResponse(response);
    }

    protected override launchRequest(response: DebugProtocol.LaunchResponse, args: ProcessSessionArguments): Promise<void> {
        return this.attachRequest(response, args);
    }

    protected override async attachRequest(response: DebugProtocol.AttachResponse, args: ProcessSessionArguments): Promise<void> {
        const target = this.launch.processes.get(args.__process.pid);
        if (target === undefined) {
            this.refuse(response, processGone(args.__process.pid));
            return;
        }
        this.target = target;
        if (target.hold !== undefined) this.waitsForClient = await this.inTurn(() => this.takeOver(target));
        target.on("held", () => this.needsGdb());
        target.on("gdbWanted", () => this.needsGdb());
        target.on("renamed", () => this.tell("ipcscope.renamed", { name: target.name }));
        target.on("executed", () => this.memoryTypes.forget());
        this.followFreezes(target);
        target.on("vforkOver", () => this.leftVfork());
        target.once("ended", (end) => this.finish(end));
        this.tellClient(new InitializedEvent());
        this.sendResponse(response);
        this.tellClient(
            new Event("process", {
                name: target.name,
                systemProcessId: target.pid,
                isLocalProcess: true,
                startMethod: "launch",
                pointerSize: 64,
            }),
        );
        if (args.name !== undefined && args.name !== target.name) this.tell("ipcscope.renamed", { name: target.name });
        if (target.end !== undefined) this.finish(target.end);
    }

    protected override async configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): Promise<void> {
        this.sendResponse(response);
        await this.inTurn(async () => {
            this.configured = true;
            if (this.waitsForClient) await this.goOn();
        });
        this.needsGdb();
        this.tellWhetherFrozen();
    }

    protected override async disconnectRequest(response: DebugProtocol.DisconnectResponse): Promise<void> {
        await this.end();
        this.sendResponse(response);
    }

    protected override async terminateRequest(response: DebugProtocol.TerminateResponse): Promise<void> {
        await this.end();
        this.sendResponse(response);
    }

    protected override restartRequest(response: DebugProtocol.RestartResponse): void {
        this.sendResponse(response);
        this.launch.askForRestart();
    }

    protected override async customRequest(command: string, response: DebugProtocol.Response, args: unknown): Promise<void> {
        switch (command) {
            case endProcess:
                if (this.target?.alive === true) await this.launch.kill(this.target.pid);
                this.sendResponse(response);
                return;
            case sendSignal:
                await this.answer(response, () => this.signal((args as SendSignal).signal));
                return;
            default:
                super.customRequest(command, response, args);
        }
    }

    /** While it stands still the signal waits, as it would anywhere: it is delivered when the process goes on. */
    private signal(name: string): void {
        const { target } = this;
        const number = signalNumber(name);
        if (number === 0) throw noSuchSignal(name);
        if (target?.alive !== true) throw processGone(target?.pid ?? 0);
        try {
            process.kill(target.pid, number);
        } catch (error) {
            throw signalNotSent(name, this.name, error instanceof Error ? error.message : String(error));
        }
    }

    /** To stop any process's session is to stop the launch. A session whose process has ended has nothing to stop. */
    private async end(): Promise<void> {
        if (this.target?.alive === true) await this.launch.kill();
    }

    private finish(end: ProcessEnd | null): void {
        if (this.finished) return;
        this.finished = true;
        this.gdbFactory?.end();
        if (end !== null) {
            this.tellClient(new ExitedEvent(statusOf(end)));
            this.say(processEnded(this.name, end));
        }
        this.tellClient(new TerminatedEvent());
    }
}
