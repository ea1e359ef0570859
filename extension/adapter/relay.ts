/**
 * The session of a process, for a client that starts an executable for each session: the session itself runs in the
 * adapter of the launch, and this process carries the messages to and fro.
 */
import type { DebugProtocol } from "@vscode/debugprotocol";
import net from "node:net";
import type { Writable } from "node:stream";
import { readMessages, writeMessage } from "./dapFraming";

/** How a relay ended. */
export interface RelayEnd {
    readonly connected: boolean;
    /** The client has been told that the session is over. */
    readonly toldOver: boolean;
    readonly unanswered: readonly DebugProtocol.Request[];
}

export class Relay {
    private readonly socket: net.Socket;
    private readonly unanswered = new Map<number, DebugProtocol.Request>();
    private toldOver = false;

    /** `initialize` has been answered by us already: the launch's adapter hears of it, its answer is dropped. */
    constructor(path: string, client: Writable, initialize: DebugProtocol.Request, ended: (end: RelayEnd) => void) {
        let connected = false;
        this.socket = net.connect(path, () => (connected = true));
        readMessages(this.socket, (message) => {
            this.note(message);
            if (!isResponseTo(message, initialize)) writeMessage(client, message);
        });
        this.socket.on("error", () => undefined); // "close" follows.
        this.socket.on("close", () => ended({ connected, toldOver: this.toldOver, unanswered: [...this.unanswered.values()] }));
        writeMessage(this.socket, initialize);
    }

    send(message: DebugProtocol.ProtocolMessage): void {
        if (message.type === "request") this.unanswered.set(message.seq, message as DebugProtocol.Request);
        if (!this.socket.destroyed) writeMessage(this.socket, message);
    }

    close(): void {
        this.socket.end();
    }

    private note(message: DebugProtocol.ProtocolMessage): void {
        if (message.type === "response") this.unanswered.delete((message as DebugProtocol.Response).request_seq);
        if (message.type === "event" && (message as DebugProtocol.Event).event === "terminated") this.toldOver = true;
    }
}

function isResponseTo(message: DebugProtocol.ProtocolMessage, request: DebugProtocol.Request): boolean {
    return message.type === "response" && (message as DebugProtocol.Response).request_seq === request.seq;
}
