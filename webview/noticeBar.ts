/** Sentences from the host above the diagram, each until the user has read it. */
import { css, html, type TemplateResult } from "lit";
import { icons } from "./frame/icons";

export function noticeBar(notices: readonly string[], dismiss: (notice: string) => void): readonly TemplateResult[] {
    return notices.map(
        (notice) => html`
        <div class="notice" role="alert">
            ${icons.info}<span class="words">${notice}</span>
            <button aria-label="Dismiss" title="Dismiss" @click=${() => dismiss(notice)}>${icons.close}</button>
        </div>`,
    );
}

export const noticeStyles = css`
    .notice {
        display: flex; align-items: center; gap: 8px; padding: 5px 12px 5px 14px; font: 12px/17px var(--sans);
        color: var(--vscode-editorWidget-foreground, var(--text)); background: color-mix(in srgb, var(--vscode-charts-yellow) 13%, var(--ground)); border-bottom: 1px solid var(--border);
    }
    .notice .icon { color: var(--wait-text); }
    .notice .words { flex: 1; }
    .notice button { all: unset; cursor: pointer; padding: 2px; border-radius: 3px; }
    .notice button .icon { color: var(--dim); }
    .notice button:hover { background: var(--vscode-toolbar-hoverBackground); }
    .notice button:focus-visible { outline: 1px solid var(--accent); }
`;
