/** The session of one process of a replay. It stays while the cursor is where the process is not, and has no threads then. */
import { ContinuedEvent, Event, InitializedEvent, StoppedEvent, TerminatedEvent, ThreadEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { SessionRenamed } from "../protocol/customEvents";
import type { ProcessAddress } from "../protocol/processAddress";
import { processCapabilities, replayCapabilities } from "./capabilities";
import { besideCursor, hasEnded, notStartedYet } from "./messages";
import type { ReplayCursor } from "./replayCursor";
import { ReplayMoves } from "./replayMoves";
import { hasStarted, livingThreads, processTitle, threadNumber } from "./threads";

/**
 * Stops of a process without threads name one that is none, so that a client has nothing to show of it but what it is told. Not the
 * same one for both: a client that is told that one goes on forgets its stop when it has found out what threads there are. Threads are
 * numbered from 1.
 */
const threadBeforeStart = 0;
const threadAfterEnd = -1;

/** A request that no client knows; its answer, a refusal, says that the client has taken in what it was told before. */
const takenIn = "ipcscope.takenIn";
/** Of a client that answers nothing which it does not know. */
const answerMilliseconds = 1000;

/** Who opens the sessions of processes. */
export interface Host {
    readonly cursor: ReplayCursor;
    /** The process to which a session belongs that was asked for with this number; null: it is not known any more. */
    claim(pid: number, session: ReplayedProcess): string | null;
    /** The client has told the session all that it is to know first. */
    ready(session: ReplayedProcess): void;
    /** The client has taken leave. */
    left(): void;
}

export class ReplayedProcess extends ReplayMoves {
    private own: string | null = null;
    private shownName = "";
    private threads: readonly number[] = [];
    private isConfigured = false;
    private isOver = false;
    /** The client has taken in that the cursor has left the moment before. */
    private left: Promise<void> = Promise.resolve();
    /** The thread that the last stop named. */
    private stoppedAt: number | null = null;

    constructor(private readonly host: Host) {
        super();
        this.cursor = host.cursor;
    }

    protected override get process(): string | null {
        return this.own;
    }

    /**
     * The cursor leaves the moment that was shown; `stays`: for another one of this process. A client turns to another session only when
     * it has no thread of this one in view: so they end for it, until the process is told beside. Resolves when the client has taken it in:
     * what it is told behind that at once would get mixed up with it.
     */
    leave(stays: boolean): Promise<void> {
        const [first] = this.threads;
        this.forget();
        if (this.isOver || first === undefined) return this.left;
        if (!stays) this.tellThreads([]);
        this.sendEvent(new ContinuedEvent(first, true)); // Behind their ends, which would make a client drop that they go on.
        this.left = new Promise((resolve) => this.sendRequest(takenIn, {}, answerMilliseconds, () => resolve()));
        return this.left;
    }

    /** What is there of the process where the cursor is. */
    arrive(): void {
        const { arrival, recording } = this.cursor;
        if (arrival === null || this.own === null || !this.isConfigured || this.isOver) return;
        this.rename(processTitle(recording, this.own, arrival.seq));
        const living = livingThreads(recording, arrival.seq).flatMap(({ thread }) =>
            thread.process === this.own ? [threadNumber(thread)] : [],
        );
        this.tellThreads(living);
        const thread = recording.trace.events.thread(arrival.seq);
        const [first] = living;
        if (thread.process === this.own) this.stopAt(threadNumber(thread), () => this.show(arrival));
        else if (first !== undefined) this.stopAt(first, () => this.standBeside(first, besideCursor()));
        else if (hasStarted(recording, this.own, arrival.seq)) this.stopOnce(threadAfterEnd, hasEnded());
        else this.stopOnce(threadBeforeStart, notStartedYet());
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

    /** To stop any session of a replay is to stop it. */
    protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
        this.sendResponse(response);
        this.shutdown();
    }

    /** A client asks for the threads at each stop: that they begin need not be told. */
    private tellThreads(threads: readonly number[]): void {
        for (const thread of this.threads) if (!threads.includes(thread)) this.sendEvent(new ThreadEvent("exited", thread));
        this.threads = threads;
    }

    private stopAt(thread: number, tell: () => void): void {
        if (this.stoppedAt !== null && this.stoppedAt <= threadBeforeStart) this.sendEvent(new ContinuedEvent(this.stoppedAt, false));
        this.stoppedAt = thread;
        tell();
    }

    /** Nothing changes there, wherever the cursor goes meanwhile. */
    private stopOnce(thread: number, description: string): void {
        if (this.stoppedAt !== thread) this.stopAt(thread, () => this.standBeside(thread, description));
    }

    private standBeside(thread: number, description: string): void {
        const stopped: DebugProtocol.StoppedEvent = new StoppedEvent("pause", thread);
        this.sendEvent({ ...stopped, body: { ...stopped.body, description, preserveFocusHint: true, allThreadsStopped: true } });
    }

    private rename(name: string): void {
        if (name === this.shownName) return;
        this.shownName = name;
        const renamed: SessionRenamed = { name };
        this.sendEvent(new Event("ipcscope.renamed", renamed));
    }
}
