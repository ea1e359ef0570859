/** Hands the bytes of a trace, or of its archive, to its page. */
import type { ReviewHostMessage } from "../../webview/protocol/reviewMessages";

/** Few enough that the page can show how far it is. */
const bytesAtOnce = 1 << 20;

export async function sendTrace(bytes: Uint8Array, tell: (message: ReviewHostMessage) => Thenable<boolean>): Promise<void> {
    for (let from = 0; from < bytes.length; from += bytesAtOnce) {
        // A copy: the buffer behind what was read may be longer.
        const { buffer } = Uint8Array.from(bytes.subarray(from, from + bytesAtOnce));
        const delivered = await tell({ type: "bytes", bytes: buffer });
        if (!delivered) return;
    }
    await tell({ type: "whole" });
}
