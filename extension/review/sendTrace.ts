/** Hands the bytes of a trace to its page. */
import * as vscode from "vscode";
import type { ReviewHostMessage } from "../../webview/protocol/reviewMessages";

/** Few enough that the page can show how far it is. */
const bytesAtOnce = 1 << 20;

/** Throws what the file system throws. */
export async function sendTrace(trace: vscode.Uri, tell: (message: ReviewHostMessage) => Thenable<boolean>): Promise<void> {
    const bytes = await vscode.workspace.fs.readFile(trace);
    for (let from = 0; from < bytes.length; from += bytesAtOnce) {
        // A copy: the buffer behind what was read may be longer.
        const { buffer } = Uint8Array.from(bytes.subarray(from, from + bytesAtOnce));
        const delivered = await tell({ type: "bytes", bytes: buffer });
        if (!delivered) return;
    }
    await tell({ type: "whole" });
}
