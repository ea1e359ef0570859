/** Finds the messages of a protocol in the bytes of one direction of a connection, however they are cut into sends. */
import type { Protocol, ProtocolMessage } from "../../protocols/protocol";
import { protocols } from "../../protocols/protocols";
import { LengthPosition } from "./lengthMessages";
import { LinePosition } from "./lineMessages";

export interface Found {
    readonly protocol: Protocol;
    readonly message: ProtocolMessage;
}

export class StreamScanner {
    /** Those that the stream may still be of. */
    private candidates = protocols.map((protocol) => ({ protocol, position: beginningOf(protocol) }));

    /** `length` bytes, of which the first were captured. */
    take(captured: Uint8Array, length: number): readonly Found[] {
        const found: Found[] = [];
        this.candidates = this.candidates.filter(({ protocol, position }) => {
            const messages = position.take(captured, length);
            for (const message of messages ?? []) found.push({ protocol, message });
            return messages !== null;
        });
        return found;
    }
}

function beginningOf(protocol: Protocol): LengthPosition | LinePosition {
    const { framing } = protocol;
    return "lineEnd" in framing ? new LinePosition(protocol, framing) : new LengthPosition(protocol, framing);
}
