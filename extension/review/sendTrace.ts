/** Hands the bytes of a trace, or of its archive, to its page. */
import type { ReviewHostMessage } from "../../webview/protocol/reviewMessages";

/** The first are enough for a picture, and soon there. */
const bytesAtFirst = 1 << 18;
const bytesAtOnce = 1 << 20;

export async function sendTrace(bytes: Uint8Array, tell: (message: ReviewHostMessage) => Thenable<boolean>): Promise<void> {
    let to = 0;
    while (to < bytes.length) {
        const from = to;
        to = Math.min(bytes.length, from + (from === 0 ? bytesAtFirst : bytesAtOnce));
        // A copy: the buffer behind what was read may be longer.
        const { buffer } = Uint8Array.from(bytes.subarray(from, to));
        const delivered = await tell({ type: "bytes", bytes: buffer });
        if (!delivered) return;
    }
    await tell({ type: "whole" });
}
