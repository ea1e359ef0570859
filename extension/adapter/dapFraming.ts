/** Messages of the Debug Adapter Protocol on a byte stream: a header with the length, then JSON. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Readable, Writable } from "node:stream";

const headerEnd = "\r\n\r\n";

export function readMessages(stream: Readable, receive: (message: DebugProtocol.ProtocolMessage) => void): void {
    let unread = Buffer.alloc(0);
    stream.on("data", (chunk: Buffer) => {
        unread = Buffer.concat([unread, chunk]);
        for (;;) {
            const end = unread.indexOf(headerEnd);
            if (end === -1) return;
            const length = Number(/Content-Length: *(\d+)/i.exec(unread.toString("latin1", 0, end))?.[1] ?? 0);
            const start = end + headerEnd.length;
            if (unread.length < start + length) return;
            const text = unread.toString("utf8", start, start + length);
            unread = unread.subarray(start + length);
            receive(JSON.parse(text) as DebugProtocol.ProtocolMessage);
        }
    });
}

export function writeMessage(stream: Writable, message: DebugProtocol.ProtocolMessage): void {
    const text = JSON.stringify(message);
    stream.write(`Content-Length: ${Buffer.byteLength(text)}${headerEnd}${text}`);
}
