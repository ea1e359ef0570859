/** Messages before each part of which stands how long it is, in a stream. */
import { joinBytes } from "../../model/bytes";
import type { LengthFraming, Protocol, ProtocolMessage } from "../../protocols/protocol";

/** Where the stream stands between two sends. */
export class LengthPosition {
    /** The head, and the beginning of the message as far as it is looked at. */
    private collected: Uint8Array = new Uint8Array();
    /** Bytes to come that are not looked at. */
    private skip = 0;
    /** The next part belongs to the message before. */
    private continues = false;

    constructor(
        private readonly protocol: Protocol,
        private readonly framing: LengthFraming,
    ) {}

    /**
     * `length` bytes, of which the first were captured. Null: it is no stream of this protocol, or bytes that say where the next message begins
     * were not captured.
     */
    take(captured: Uint8Array, length: number): readonly ProtocolMessage[] | null {
        const { framing, protocol } = this;
        const messages: ProtocolMessage[] = [];
        for (let at = 0; at < length;) {
            const skipped = Math.min(this.skip, length - at);
            this.skip -= skipped;
            at += skipped;
            if (at === length) break;
            const frame =
                this.collected.length < framing.headLength ? undefined : framing.frame(this.collected.subarray(0, framing.headLength));
            if (frame === null) return null;
            const wanted = frame === undefined ? framing.headLength : framing.headLength + Math.min(frame.length, protocol.looksAt);
            const part = captured.subarray(at, Math.min(at + wanted - this.collected.length, length));
            this.collected = joinBytes(this.collected, part);
            at += part.length;
            if (this.collected.length < wanted) {
                if (at < length) return null;
                break;
            }
            if (frame === undefined) continue;
            if (!this.continues) {
                const message = protocol.recognise(this.collected.subarray(framing.headLength));
                if (message === null) return null;
                messages.push(message);
            }
            this.skip = frame.length - (wanted - framing.headLength);
            this.continues = frame.continues;
            this.collected = new Uint8Array();
        }
        return messages;
    }
}
