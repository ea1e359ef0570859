/** Finds the messages of a protocol in the bytes of one direction of a connection, however they are cut into sends. */
import { joinBytes } from "../../model/bytes";
import type { Protocol, ProtocolMessage } from "../../protocols/protocol";
import { protocols } from "../../protocols/protocols";

export interface Found {
    readonly protocol: Protocol;
    readonly message: ProtocolMessage;
}

/** Where the scanner stands between two sends. */
interface Position {
    /** The head, and the beginning of the message as far as it is looked at. */
    collected: Uint8Array;
    /** Bytes to come that are not looked at. */
    skip: number;
    /** The next part belongs to the message before. */
    continues: boolean;
}

const start = (): Position => ({ collected: new Uint8Array(), skip: 0, continues: false });

export class StreamScanner {
    /** Those that the stream may still be of. */
    private candidates: { readonly protocol: Protocol; position: Position }[] = protocols.map((protocol) => ({
        protocol,
        position: start(),
    }));

    /** `length` bytes, of which the first were captured. */
    take(captured: Uint8Array, length: number): readonly Found[] {
        const found: Found[] = [];
        this.candidates = this.candidates.filter(({ protocol, position }) => {
            const messages = takeOf(protocol, position, captured, length);
            for (const message of messages ?? []) found.push({ protocol, message });
            return messages !== null;
        });
        return found;
    }
}

/** Null: it is no stream of this protocol, or bytes that say where the next message begins were not captured. */
function takeOf(protocol: Protocol, position: Position, captured: Uint8Array, length: number): readonly ProtocolMessage[] | null {
    const { framing, looksAt } = protocol;
    const messages: ProtocolMessage[] = [];
    for (let at = 0; at < length;) {
        const skipped = Math.min(position.skip, length - at);
        position.skip -= skipped;
        at += skipped;
        if (at === length) break;
        const frame =
            position.collected.length < framing.headLength ? undefined : framing.frame(position.collected.subarray(0, framing.headLength));
        if (frame === null) return null;
        const wanted = frame === undefined ? framing.headLength : framing.headLength + Math.min(frame.length, looksAt);
        const part = captured.subarray(at, Math.min(at + wanted - position.collected.length, length));
        position.collected = joinBytes(position.collected, part);
        at += part.length;
        if (position.collected.length < wanted) {
            if (at < length) return null;
            break;
        }
        if (frame === undefined) continue;
        if (!position.continues) {
            const message = protocol.recognise(position.collected.subarray(framing.headLength));
            if (message === null) return null;
            messages.push(message);
        }
        position.skip = frame.length - (wanted - framing.headLength);
        position.continues = frame.continues;
        position.collected = new Uint8Array();
    }
    return messages;
}
