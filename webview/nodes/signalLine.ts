/** A line of the signal strip on a process's card. */
import { css, html, nothing, type TemplateResult } from "lit";
import { markTag } from "../frame/frame";
import type { SignalRow } from "../scene/scene";

const signs: Readonly<Record<SignalRow["is"], string>> = { running: "▶", pending: "⚑", set: "⚐" };

/** `top`: the style that places it. */
export function signalLine(row: SignalRow, top: string): TemplateResult {
    return html`
        <div class=${`row signal is-${row.is}${row.mark === null ? "" : " fresh"}`} .style=${top} data-node=${row.key}>
            <span class="flag">${signs[row.is]}</span>
            <span class="label" title=${row.label}>${row.label}</span>
            ${row.note === null ? nothing : html`<span class="note" title=${row.note}>${row.note}</span>`}
            ${markTag(row.mark)}
        </div>`;
}

export const signalStyles = css`
    .row.signal { padding-right: 8px; }
    .flag { min-width: 24px; text-align: center; font-size: 11px; color: var(--dim); }
    .signal .label { flex: 0 1 auto; color: var(--text); }
    .signal .note { flex: 1 1 0; text-align: right; }
    .signal.is-pending .label, .signal.is-pending .flag { color: var(--wait-text); }
    .signal.is-running .label, .signal.is-running .flag { color: var(--strong); font-weight: 600; }
    .signal.is-running::before { background: color-mix(in srgb, var(--wait-text) 14%, transparent); }
    .signal.is-set .label { color: var(--dim); font-size: 11px; }
`;
