/** Above a trace: what is wrong with it, and what has become of its file. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { TraceFile } from "../protocol/reviewMessages";

export function traceNotes(notices: readonly string[], file: TraceFile, readAgain: () => void): TemplateResult {
    return html`<div class="notes">
        ${notices.length === 0 ? nothing : html`<p class="trace-notes" role="note" title=${notices.join("\n")}><span>${notices.join(" ")}</span></p>`}
        ${file === "same" ? nothing : html`<p class="trace-notes" role="status">${said(file)}${file === "gone" ? nothing : html` <button class="button read-again" @click=${readAgain}>Read it again</button>`}</p>`}
    </div>`;
}

function said(file: "changed" | "gone"): string {
    return file === "gone"
        ? "The file of this trace is gone. What was read of it is shown."
        : "The file of this trace has changed since it was read.";
}

export const traceNotesStyles = css`
    .trace-notes { margin: 0; padding: 4px 14px; color: var(--vscode-editorWidget-foreground, var(--text)); background: color-mix(in srgb, var(--vscode-charts-yellow) 13%, var(--ground)); border-bottom: 1px solid var(--border); }
    .trace-notes span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; overflow-wrap: anywhere; }
    .trace-notes .button { margin-left: 8px; }
`;
