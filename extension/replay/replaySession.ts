/** A debug session over a recorded trace: it opens the sessions of the processes, or has their threads where the client cannot open any. */
import { type DebugSession, Event, InitializedEvent, OutputEvent, TerminatedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import path from "node:path";
import type { MomentShown } from "../protocol/customEvents";
import { goToMoment, sessionOpened, type GoToMoment, type SessionOpened } from "../protocol/customRequests";
import { replayCapabilities } from "./capabilities";
import { emptyTrace, noSuchTrace } from "./messages";
import { Recording } from "./recording";
import type { ReplayClient } from "./replayClient";
import { ReplayCursor, type Arrival } from "./replayCursor";
import { ReplayedProcesses } from "./replayedProcesses";
import { ReplayMoves } from "./replayMoves";

export class ReplaySession extends ReplayMoves {
    private readonly client: ReplayClient;
    private path = "";
    private processes: ReplayedProcesses | null = null;
    private configured: () => void = () => undefined;
    private readonly configuration = new Promise<void>((resolve) => (this.configured = resolve));

    constructor(clientOf: (session: DebugSession) => ReplayClient) {
        super();
        this.client = clientOf(this);
    }

    protected override async launchRequest(
        response: DebugProtocol.LaunchResponse,
        args: DebugProtocol.LaunchRequestArguments & { readonly trace?: string; readonly cwd?: string; readonly stopOnEntry?: boolean },
    ): Promise<void> {
        this.path = path.resolve(args.cwd ?? process.cwd(), args.trace ?? "");
        try {
            const recording = await Recording.open(this.path, (sentence) => this.note(sentence));
            if (recording.length === 0) throw new Error(emptyTrace(this.path));
            this.cursor = new ReplayCursor(recording, (arrival) => this.arrived(arrival));
            if (this.client.opensSessions) this.processes = await this.openProcesses(this.client);
        } catch (error) {
            this.refuse(response, noSuchTrace(this.path, error instanceof Error ? error.message : String(error)));
            this.sendEvent(new TerminatedEvent());
            return;
        }
        this.sendEvent(new Event("capabilities", { capabilities: replayCapabilities }));
        this.sendEvent(new InitializedEvent());
        await this.configuration;
        this.sendResponse(response);
        if (args.stopOnEntry === false) this.cursor.runOn(1);
        else this.cursor.begin();
    }

    /** The client is gone, or goes. */
    end(): void {
        this.processes?.close();
    }

    protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
        this.sendResponse(response);
        this.configured();
    }

    protected override disconnectRequest(response: DebugProtocol.DisconnectResponse, args: DebugProtocol.DisconnectArguments): void {
        this.end();
        super.disconnectRequest(response, args);
    }

    /** The processes have their threads, where they have sessions. */
    protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
        if (this.processes === null) return super.threadsRequest(response);
        response.body = { threads: [] };
        this.sendResponse(response);
    }

    protected override customRequest(command: string, response: DebugProtocol.Response, args: unknown): void {
        if (command === sessionOpened) this.client.sessionOpened(args as SessionOpened);
        else if (command === goToMoment) this.cursor.goTo((args as GoToMoment).event);
        else return super.customRequest(command, response, args);
        this.sendResponse(response);
    }

    private openProcesses(client: ReplayClient): Promise<ReplayedProcesses> {
        return ReplayedProcesses.open(this.cursor, this.path, {
            client,
            left: () => this.sendEvent(new TerminatedEvent()),
            note: (sentence) => this.note(sentence),
        });
    }

    private note(sentence: string): void {
        this.sendEvent(new OutputEvent(`${sentence}\n`, "console"));
    }

    private arrived(arrival: Arrival): void {
        const moment: MomentShown = { trace: this.path, event: arrival.seq, asked: arrival.asked, lines: this.recording.hasLines };
        this.sendEvent(new Event("ipcscope.moment", moment));
        if (this.processes === null) this.show(arrival);
        else this.processes.arrived();
    }
}
