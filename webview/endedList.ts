/** The processes that have ended and have no card: how many, and on demand how they ended. */
import { css, html, nothing, type TemplateResult } from "lit";
import { counted, grouped } from "./card/numberText";
import type { Ending, Scene } from "./scene/scene";

export function endedList(scene: Scene): TemplateResult | typeof nothing {
    const count = scene.endings.reduce((sum, ending) => sum + ending.count, 0);
    if (count === 0) return nothing;
    return html`
        <details class="endings" @keydown=${closeOnEscape}>
            <summary title="Processes that have ended and are not drawn any more">${grouped(count)} ended</summary>
            <div class="list" tabindex="0" role="region" aria-label="Processes that have ended">
                ${scene.endings.map(section)}
            </div>
        </details>`;
}

function section({ text, count, latest }: Ending): TemplateResult {
    return html`
        <h3>${text} <span>· ${counted(count, "process", "processes")}</span></h3>
        <ul>
            ${latest.map((name) => html`<li title=${name}>${name}</li>`)}
            ${count > latest.length ? html`<li class="rest">… and ${grouped(count - latest.length)} before</li>` : nothing}
        </ul>`;
}

function closeOnEscape(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    const details = event.currentTarget as HTMLDetailsElement;
    details.open = false;
    details.querySelector("summary")?.focus();
}

export const endedStyles = css`
    .endings { position: relative; flex: none; font-size: 11px; }
    .endings summary { cursor: pointer; color: var(--dim); padding: 1px 6px; border-radius: 3px; list-style-position: inside; }
    .endings summary:hover { background: var(--vscode-toolbar-hoverBackground); }
    .endings summary:focus-visible { outline: 1px solid var(--accent); }
    .endings .list {
        position: absolute; right: 0; top: 26px; z-index: 10; width: 300px; max-width: 90vw; max-height: 60vh; overflow: auto; padding: 8px 12px 10px; box-sizing: border-box;
        color: var(--text); background: var(--vscode-editorWidget-background, var(--ground)); border: 1px solid var(--border); border-radius: 5px; box-shadow: 0 4px 16px var(--vscode-widget-shadow, transparent);
    }
    .endings .list:focus-visible { outline: 1px solid var(--accent); }
    .endings h3 { margin: 6px 0 3px; font: 600 12px/16px var(--sans); color: var(--strong); }
    .endings h3 span { font-weight: 400; color: var(--dim); }
    .endings ul { list-style: none; margin: 0; padding: 0; }
    .endings li { font: 11px/16px var(--mono); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .endings .rest { font-family: var(--sans); color: var(--dim); }
`;
