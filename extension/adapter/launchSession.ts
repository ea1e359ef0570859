/** The session that the user starts. It launches the programs and asks the client for a session for each process. */
import { ExitedEvent, InitializedEvent, Response, TerminatedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { PassThrough, type Writable } from "node:stream";
import { capabilities } from "./capabilities";
import { DapClient } from "./dapClient";
import { DapReplayClient } from "./dapReplayClient";
import { findGdb, type GdbInstallation } from "./gdbInstallation";
import { Launch } from "./launch";
import { launchConfiguration, type LaunchConfiguration } from "./launchConfiguration";
import {
    argumentMissing,
    gdbMissing,
    launchCancelled,
    launchedBefore,
    nothingToRestart,
    nothingToWatch,
    processSessionOutlivedLaunch,
    programDidNotStart,
    UserError,
} from "./messages";
import { missingArgument } from "./missingArgument";
import {
    processStands,
    sessionOpened,
    watchMemory,
    type MemoryWatch,
    type ProcessStands,
    type SessionOpened,
} from "../protocol/customRequests";
import { isProcessAddress, type ProcessAddress } from "../protocol/processAddress";
import { preparePrograms, type Programs } from "./programs";
import { ProcessSession } from "./processSession";
import { ProcessSessionHost } from "./processSessionHost";
import { isReplay } from "../protocol/replayed";
import { ReplaySession } from "../replay/replaySession";
import { Relay } from "./relay";
import { reasonOf, SessionWithoutCode } from "./sessionWithoutCode";

export class LaunchSession extends SessionWithoutCode {
    private initialize: DebugProtocol.Request | undefined;
    private configuration: LaunchConfiguration | undefined;
    private gdb: GdbInstallation | undefined;
    private launch: Launch | undefined;
    private host: ProcessSessionHost | undefined;
    private relay: Relay | undefined;
    private replay: ReplaySession | undefined;
    /** For the first time, or again. */
    private starting = false;
    private cancellation = new AbortController();
    private preparation: Promise<unknown> = Promise.resolve();
    private beginning: Promise<unknown> = Promise.resolve();
    private isLeft = false;
    private readonly client: DapClient;
    private configurationDone: () => void = () => undefined;
    private readonly configured = new Promise<void>((resolve) => (this.configurationDone = resolve));

    /** `clientOpensSessions`: it is our extension, and opens the sessions of processes itself. */
    constructor(
        private readonly output: Writable,
        private readonly clientOpensSessions: boolean,
    ) {
        super();
        this.client = new DapClient(this, clientOpensSessions);
    }

    /** This executable may turn out to be the session of a process of another launch, or to replay a trace: then all goes there. */
    override handleMessage(message: DebugProtocol.ProtocolMessage): void {
        if (this.relay !== undefined) this.relay.send(message);
        else if (this.replay !== undefined) this.replay.handleMessage(message);
        else super.handleMessage(message);
    }

    protected override dispatchRequest(request: DebugProtocol.Request): void {
        if (request.command === "initialize") this.initialize = request;
        const attributes: unknown = request.arguments ?? {};
        if ((request.command === "attach" || request.command === "launch") && isProcessAddress(attributes as object)) {
            this.becomeRelay(request, attributes as ProcessAddress);
            return;
        }
        if (request.command === "launch" && isReplay(attributes as object)) {
            this.becomeReplay(request);
            return;
        }
        const missing = missingArgument(request);
        if (missing === undefined) super.dispatchRequest(request);
        else this.refuse(new Response(request), argumentMissing(request.command, missing));
    }

    /** The input has ended: the client is gone. */
    override shutdown(): void {
        this.relay?.close();
        this.replay?.end();
        void this.leave().finally(() => process.exit());
    }

    protected override initializeRequest(response: DebugProtocol.InitializeResponse, args: DebugProtocol.InitializeRequestArguments): void {
        this.client.can = args;
        response.body = capabilities;
        this.sendResponse(response);
    }

    protected override async launchRequest(
        response: DebugProtocol.LaunchResponse,
        args: DebugProtocol.LaunchRequestArguments,
    ): Promise<void> {
        if (this.starting || this.configuration !== undefined) {
            this.refuse(response, launchedBefore());
            return;
        }
        this.starting = true;
        try {
            const configuration = launchConfiguration(args);
            this.configuration = configuration;
            const [programs, gdb] = await Promise.all([this.prepare(configuration), findGdb(configuration.gdb)]);
            this.gdb = gdb;
            if (gdb === undefined) this.client.warn(gdbMissing(configuration.gdb), "warning");
            this.sendEvent(new InitializedEvent());
            await this.configured;
            await this.begin(configuration, programs);
            this.sendResponse(response);
        } catch (error) {
            this.startFailed(error, response);
        } finally {
            this.starting = false;
        }
    }

    protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
        this.sendResponse(response);
        this.configurationDone();
    }

    /** Answered before it is done: VS Code keeps a session whose restart is refused, also when it is told that it is over. */
    protected override restartRequest(response: DebugProtocol.RestartResponse): void {
        this.sendResponse(response);
        this.restartAsAsked();
    }

    /** What is not yet started never will be. */
    protected override async terminateRequest(response: DebugProtocol.TerminateResponse): Promise<void> {
        await (this.starting ? this.leave() : this.launch?.kill());
        this.sendResponse(response);
    }

    protected override async disconnectRequest(response: DebugProtocol.DisconnectResponse): Promise<void> {
        await this.leave();
        this.sendResponse(response);
        this.shutdown();
    }

    protected override customRequest(command: string, response: DebugProtocol.Response, args: unknown): void {
        switch (command) {
            case sessionOpened:
                this.client.sessionOpened(args as SessionOpened);
                this.sendResponse(response);
                return;
            case processStands: {
                const { pid, stands } = args as ProcessStands;
                void (this.launch?.standsElsewhere(pid, stands) ?? Promise.resolve()).then(() => this.sendResponse(response));
                return;
            }
            case watchMemory:
                void this.watchMemory(response, args as MemoryWatch);
                return;
            default:
                super.customRequest(command, response, args);
        }
    }

    private async watchMemory(response: DebugProtocol.Response, { on }: MemoryWatch): Promise<void> {
        try {
            if (this.launch === undefined) throw nothingToWatch();
            await this.launch.watchMemory(on);
            this.sendResponse(response);
        } catch (error) {
            this.refuse(response, error instanceof UserError ? error : new UserError(reasonOf(error)));
        }
    }

    protected override breakpointsChanged(): void {
        void this.launch?.processes.breakpointsChanged();
    }

    protected override signalStopsChanged(): void {
        this.launch?.applySignalStops();
        if (this.breakpoints.signalStops.sent.size > 0) this.breakpointsChanged();
    }

    // ---- The launch

    private begin(configuration: LaunchConfiguration, programs: Programs): Promise<void> {
        const begun = this.openAndStart(configuration, programs);
        this.beginning = begun.catch(() => undefined);
        return begun;
    }

    private async openAndStart(configuration: LaunchConfiguration, programs: Programs): Promise<void> {
        const launch = await Launch.open(configuration, programs, this.gdb, this.breakpoints, this.client);
        if (this.isLeft) {
            await launch.close();
            throw launchCancelled();
        }
        this.launch = launch;
        launch.on("ended", (status) => this.ended(launch, status));
        launch.on("restart", () => this.restartAsAsked());
        try {
            this.host = await ProcessSessionHost.open(launch.processes.sessionsPath, () => new ProcessSession(launch));
            await launch.start();
        } catch (error) {
            await this.end();
            throw error;
        }
    }

    private restartAsAsked(): void {
        this.restart().catch((error: unknown) => this.startFailed(error));
    }

    /** Throws a UserError when the programs could not be started again. What is being started needs no second start. */
    private async restart(): Promise<void> {
        if (this.starting) return;
        if (this.configuration === undefined) throw nothingToRestart();
        this.starting = true;
        try {
            await this.end();
            await this.begin(this.configuration, await this.prepare(this.configuration));
        } finally {
            this.starting = false;
        }
    }

    /** The programs, compiled where need be; what is being compiled ends with the launch. */
    private prepare(configuration: LaunchConfiguration): Promise<Programs> {
        this.cancellation = new AbortController();
        const prepared = preparePrograms(configuration, this.client, this.cancellation.signal);
        this.preparation = prepared.catch(() => undefined);
        return prepared;
    }

    /** Its user goes, or has enough. What is being started ends, too. */
    private async leave(): Promise<void> {
        this.isLeft = true;
        this.configurationDone();
        await this.end();
        await this.beginning;
        await this.end();
    }

    private async end(): Promise<void> {
        this.cancellation.abort();
        await this.preparation;
        const { launch, host } = this;
        this.launch = undefined;
        this.host = undefined;
        await launch?.close();
        host?.close();
    }

    /** A launch that could not start is over: no process of it lives. `response`: to the request that started it, if one did. */
    private startFailed(reason: unknown, response?: DebugProtocol.Response): void {
        const error = reason instanceof UserError ? reason : programDidNotStart(reasonOf(reason));
        const isNews = !this.isLeft;
        if (response !== undefined) this.refuse(response, isNews ? error : launchCancelled(), isNews);
        else if (isNews) this.client.warn(error.message, "error");
        this.sendEvent(new TerminatedEvent());
    }

    private ended(launch: Launch, status: number): void {
        if (this.launch !== launch) return;
        this.sendEvent(new ExitedEvent(status));
        this.sendEvent(new TerminatedEvent());
    }

    private becomeReplay(request: DebugProtocol.Request): void {
        this.replay = new ReplaySession((session) => {
            const client = new DapClient(session, this.clientOpensSessions);
            client.can = this.client.can;
            return new DapReplayClient(client);
        });
        this.replay.start(new PassThrough(), this.output);
        this.replay.handleMessage(request);
    }

    private becomeRelay(request: DebugProtocol.Request, { __process: address }: ProcessAddress): void {
        if (this.initialize === undefined) return;
        this.relay = new Relay(address.socket, this.output, this.initialize, ({ connected, toldOver, unanswered }) => {
            this.relay = undefined;
            if (!connected) this.refuse(new Response(request), processSessionOutlivedLaunch());
            if (!toldOver) this.sendEvent(new TerminatedEvent());
            // Above all the client's farewell, which it may have sent while the launch's adapter ended.
            for (const late of unanswered) if (late !== request) this.dispatchRequest(late);
        });
        this.relay.send(request);
    }
}
