/** While a trace is opened, and where it cannot be. */
import { css, html, nothing, type TemplateResult } from "lit";

export interface Waiting {
    /** From 0 to 1. */
    readonly part: number;
    readonly failed: string | null;
    /** Date.now() */
    readonly since: number;
}

/** Sooner nobody needs to know that something takes its time. */
const patienceMilliseconds = 500;

export function waitingView(name: string, waiting: Waiting | null, cancel: () => void): TemplateResult | typeof nothing {
    if (waiting === null) return nothing;
    if (waiting.failed !== null) return html`<div class="waiting-view"><p class="failed" role="alert">${waiting.failed}</p></div>`;
    if (Date.now() - waiting.since < patienceMilliseconds) return nothing;
    const percent = Math.round(waiting.part * 100);
    return html`
        <div class="waiting-view" role="status">
            <p>Opening ${name}: ${percent} %</p>
            <div class="gauge" role="progressbar" aria-label="How much was read" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent}><span .style=${`width: ${percent}%`}></span></div>
            <button class="button" title="Show what has been read so far" @click=${cancel}>Stop, and show that much</button>
        </div>`;
}

/** In the bar, where a part of the trace is shown already. */
export function readingView(waiting: Waiting | null, cancel: () => void): TemplateResult | typeof nothing {
    if (waiting === null) return nothing;
    const percent = Math.round(waiting.part * 100);
    return html`
        <span class="reading">
            <span class="gauge" role="progressbar" aria-label="How much was read" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent}><span .style=${`width: ${percent}%`}></span></span>
            <span class="percent">${percent} % read</span>
            <button class="button" title="Read no more of it" @click=${cancel}>Stop</button>
        </span>`;
}

export const waitingStyles = css`
    .waiting-view { height: 100%; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 12px; padding: 0 20px; text-align: center; font-size: 13px; }
    .gauge { width: min(320px, 80%); height: 4px; border-radius: 2px; background: var(--gauge); overflow: hidden; }
    .gauge span { display: block; height: 100%; background: var(--vscode-progressBar-background, var(--accent)); }
    .reading { flex: none; display: inline-flex; align-items: center; gap: 8px; font-variant-numeric: tabular-nums; }
    .reading .gauge { width: 60px; }
    .button { all: unset; box-sizing: border-box; padding: 2px 12px; border-radius: 3px; border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); cursor: pointer; color: var(--vscode-button-secondaryForeground, var(--text)); background: var(--vscode-button-secondaryBackground, var(--card)); }
    .button:focus-visible { outline: 1px solid var(--accent); outline-offset: 1px; }
`;
