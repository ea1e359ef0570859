/** The session of one process of a replay. It stays while the cursor is where the process is not, and has no threads then. */
import { ContinuedEvent, Event, InitializedEvent, StoppedEvent, TerminatedEvent, ThreadEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { SessionRenamed } from "../protocol/customEvents";
import type { ProcessAddress } from "../protocol/processAddress";
import { processCapabilities, replayCapabilities } from "./capabilities";
import { besideCursor } from "./messages";
import type { ReplayCursor } from "./replayCursor";
import { ReplayMoves } from "./replayMoves";
import { livingThreads, processTitle, threadNumber } from "./threads";

/** Of a stop that names none, a client shows no stack, and does not turn to it. Threads are numbered from 1. */
const noThread = 0;

/** Who opens the sessions of processes. */
export interface Host {
    readonly cursor: ReplayCursor;
    /** The process to which a session belongs that was asked for with this number; null: it is not known any more. */
    claim(pid: number, session: ReplayedProcess): string | null;
    /** The client has told the session all that it is to know first. */
    ready(session: ReplayedProcess): void;
    /** The client has got a stack from the session. */
    looked(session: ReplayedProcess): void;
    /** The client has taken leave. */
    left(): void;
}

export class ReplayedProcess extends ReplayMoves {
    private own: string | null = null;
    private shownName = "";
    private threads: readonly number[] = [];
    private isConfigured = false;
    private isOver = false;
    private stoodBeside = false;

    constructor(private readonly host: Host) {
        super();
        this.cursor = host.cursor;
    }

    protected override get process(): string | null {
        return this.own;
    }

    /** The cursor leaves the moment that was shown. */
    leave(): void {
        const [first] = this.threads;
        this.forget();
        if (first !== undefined) this.sendEvent(new ContinuedEvent(first, true));
        // A client forgets a stop when the thread that it named goes on; told that all do, it may forget what it was told before of one.
        if (this.stoodBeside) this.sendEvent(new ContinuedEvent(noThread, false));
        this.stoodBeside = false;
    }

    /** What is there of the process where the cursor is. */
    arrive(): void {
        const { arrival, recording } = this.cursor;
        if (arrival === null || this.own === null || !this.isConfigured || this.isOver) return;
        this.rename(processTitle(recording, this.own, arrival.seq));
        const living = livingThreads(recording, arrival.seq).flatMap(({ thread }) =>
            thread.process === this.own ? [threadNumber(thread)] : [],
        );
        for (const thread of this.threads) if (!living.includes(thread)) this.sendEvent(new ThreadEvent("exited", thread));
        for (const thread of living) if (!this.threads.includes(thread)) this.sendEvent(new ThreadEvent("started", thread));
        this.threads = living;
        if (recording.trace.events.thread(arrival.seq).process === this.own) this.show(arrival);
        else if (living.length > 0) this.standBeside();
    }

    /** The replay is over. */
    end(): void {
        if (this.isOver) return;
        this.isOver = true;
        this.sendEvent(new TerminatedEvent());
    }

    /** The connection is closed. The adapter serves others. */
    override shutdown(): void {
        if (!this.isOver) this.host.left();
        this.isOver = true;
    }

    protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
        response.body = processCapabilities;
        this.sendResponse(response);
    }

    protected override launchRequest(
        response: DebugProtocol.LaunchResponse,
        { __process: { pid }, name = "" }: DebugProtocol.LaunchRequestArguments & ProcessAddress & { readonly name?: string },
    ): void {
        this.own = this.host.claim(pid, this);
        this.shownName = name;
        // Who comes by way of an executable of the adapter's was told what a launch can.
        this.sendEvent(new Event("capabilities", { capabilities: replayCapabilities }));
        this.sendEvent(new InitializedEvent());
        this.sendResponse(response);
        if (this.own === null) this.end();
    }

    protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
        this.sendResponse(response);
        this.isConfigured = true;
        this.host.ready(this);
    }

    protected override stackTraceRequest(response: DebugProtocol.StackTraceResponse, args: DebugProtocol.StackTraceArguments): void {
        super.stackTraceRequest(response, args);
        this.host.looked(this);
    }

    /** To stop any session of a replay is to stop it. */
    protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
        this.sendResponse(response);
        this.shutdown();
    }

    private standBeside(): void {
        this.stoodBeside = true;
        const stopped: DebugProtocol.StoppedEvent = new StoppedEvent("pause", noThread);
        this.sendEvent({
            ...stopped,
            body: { ...stopped.body, description: besideCursor(), preserveFocusHint: true, allThreadsStopped: true },
        });
    }

    private rename(name: string): void {
        if (name === this.shownName) return;
        this.shownName = name;
        const renamed: SessionRenamed = { name };
        this.sendEvent(new Event("ipcscope.renamed", renamed));
    }
}
