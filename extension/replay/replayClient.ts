import type { DebugSession } from "@vscode/debugadapter";
import type { SessionWanted } from "../protocol/customEvents";
import type { SessionOpened } from "../protocol/customRequests";

/** What a replay needs of its client, and of who connects the two. */
export interface ReplayClient {
    /** It can be asked for sessions of processes. */
    readonly opensSessions: boolean;
    /** Resolves to whether there is one now. */
    openSession(wanted: SessionWanted): Promise<boolean>;
    /** The client's answer, where it comes as a request. */
    sessionOpened(answer: SessionOpened): void;
    /** Each connection to the socket gets a session. */
    serve(newSession: () => DebugSession): Promise<ReplayServer>;
}

export interface ReplayServer {
    readonly socket: string;
    close(): void;
}
