import type * as vscode from "vscode";
import type { Finding } from "../../tracer/diagnosis/finding";
import type { ReviewHostMessage } from "../../webview/protocol/reviewMessages";
import type { TraceDocument } from "./traceDocument";

/** Somebody wants to know what is wrong with the programs of a trace. */
export interface AwaitedFindings {
    /** Once; null: it cannot be told. */
    tell(findings: readonly Finding[] | null): void;
}

/** An editor of a trace that is open. */
export interface OpenEditor {
    readonly panel: vscode.WebviewPanel;
    readonly document: TraceDocument;
    /** Null: nobody wants to know what is wrong with the programs. */
    readonly awaited: AwaitedFindings | null;
    /** What an archive of the trace is called; null: it was not read yet. */
    archiveKey: string | null;
    /** The file as it was when it was read. */
    read: vscode.FileStat | null;
}

export function tell({ panel }: OpenEditor, message: ReviewHostMessage): Thenable<boolean> {
    return panel.webview.postMessage(message);
}
