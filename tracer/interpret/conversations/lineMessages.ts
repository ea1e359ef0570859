/** Messages that are lines, in a stream. */
import { joinBytes } from "../../model/bytes";
import type { LineFraming, Protocol, ProtocolMessage } from "../../protocols/protocol";

/** Longer ones are not looked at. */
const longestLine = 1 << 16;

/** Where the stream stands between two sends. */
export class LinePosition {
    /** Of the line that has not ended. */
    private begun: Uint8Array = new Uint8Array();
    private isFirst = true;
    /** Bytes were not captured, and nobody knows where the next line begins. */
    private isLost = false;

    constructor(
        private readonly protocol: Protocol,
        private readonly framing: LineFraming,
    ) {}

    /** `length` bytes, of which the first were captured. Null: it is no stream of this protocol, or its lines cannot be known any more. */
    take(captured: Uint8Array, length: number): readonly ProtocolMessage[] | null {
        if (this.isLost) return null;
        const messages: ProtocolMessage[] = [];
        let from = 0;
        for (let end = captured.indexOf(this.framing.lineEnd); end >= 0; end = captured.indexOf(this.framing.lineEnd, from)) {
            const message = this.finish(captured.subarray(from, end));
            if (message === null) return null;
            messages.push(message);
            from = end + 1;
        }
        this.isLost = captured.length < length;
        return this.keep(captured.subarray(from)) ? messages : null;
    }

    private finish(rest: Uint8Array): ProtocolMessage | null {
        const line = this.begun.length === 0 ? rest : joinBytes(this.begun, rest);
        if (this.isFirst && !this.framing.mayBegin(line)) return null;
        this.isFirst = false;
        this.begun = new Uint8Array();
        return this.protocol.recognise(line);
    }

    private keep(rest: Uint8Array): boolean {
        if (rest.length > 0) this.begun = joinBytes(this.begun, rest);
        return this.begun.length <= longestLine && (!this.isFirst || this.begun.length === 0 || this.framing.mayBegin(this.begun));
    }
}
