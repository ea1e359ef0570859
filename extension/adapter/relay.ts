/**
 * The session of a process, for a client that starts an executable for each session: the session itself runs in the
 * adapter of the launch, and this process carries the messages to and fro.
 */
import type { DebugProtocol } from "@vscode/debugprotocol";
import net from "node:net";
import type { Writable } from "node:stream";
import { readMessages, writeMessage } from "./dapFraming";

export class Relay {
    private readonly socket: net.Socket;

    /** `initialize` has been answered by us already: the launch's adapter hears of it, its answer is dropped. */
    constructor(path: string, client: Writable, initialize: DebugProtocol.Request, closed: (connected: boolean) => void) {
        let connected = false;
        this.socket = net.connect(path, () => (connected = true));
        readMessages(this.socket, (message) => {
            if (!isResponseTo(message, initialize)) writeMessage(client, message);
        });
        this.socket.on("error", () => undefined); // "close" follows.
        this.socket.on("close", () => closed(connected));
        writeMessage(this.socket, initialize);
    }

    send(message: DebugProtocol.ProtocolMessage): void {
        writeMessage(this.socket, message);
    }

    close(): void {
        this.socket.end();
    }
}

function isResponseTo(message: DebugProtocol.ProtocolMessage, request: DebugProtocol.Request): boolean {
    return message.type === "response" && (message as DebugProtocol.Response).request_seq === request.seq;
}
