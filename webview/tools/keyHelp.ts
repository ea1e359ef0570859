/** All keys of the diagram, in a sheet over it. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { MenuItem } from "./menu";
import type { Stage } from "./stage";

/** What is done to the card that has the focus. */
const ofCards: readonly (readonly [string, string])[] = [
    ["Tab", "From control to control, and into the diagram"],
    ["← ↑ → ↓", "From card to card"],
    ["Enter", "Opens the card's line in the editor"],
    ["Space", "Unfolds the card, and folds it"],
    ["Alt+← ↑ → ↓", "Moves the card; it can be dragged by its head, too"],
    ["Esc", "Ends what was begun last: this, a search, a choice, the presentation"],
];

export class KeyHelp {
    private shown = false;
    private before: HTMLElement | null = null;

    constructor(private readonly stage: Stage) {}

    readonly toggle = (): void => {
        if (this.end()) return;
        this.shown = true;
        const { activeElement } = this.stage.renderRoot as ShadowRoot;
        this.before = activeElement instanceof HTMLElement ? activeElement : null;
        this.stage.requestUpdate();
        void this.stage.updateComplete.then(() => this.stage.renderRoot.querySelector<HTMLElement>(".keys")?.focus());
    };

    /** False: it was not shown. */
    readonly end = (): boolean => {
        if (!this.shown) return false;
        this.shown = false;
        this.before?.focus();
        this.stage.requestUpdate();
        return true;
    };

    render(items: readonly MenuItem[]): TemplateResult | typeof nothing {
        if (!this.shown) return nothing;
        const rows = [...ofCards, ...items.map(({ key, label }) => [key, label] as const)];
        return html`<div class="keys" role="dialog" aria-label="Keys of the diagram" tabindex="-1">
            <h2>Keys</h2><dl>${rows.map(([key, label]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${label}</dd></div>`)}</dl>
            <button class="close" @click=${this.end}>Close</button>
        </div>`;
    }
}

export const keyHelpStyles = css`
    .keys {
        position: absolute; left: 50%; top: 18px; transform: translateX(-50%); z-index: 11; width: 640px; max-width: calc(100% - 24px); max-height: calc(100% - 36px); overflow: auto; box-sizing: border-box; padding: 12px 16px; outline: none;
        font: 12px/18px var(--sans); color: var(--text); background: var(--vscode-editorWidget-background, var(--ground)); border: 1px solid var(--vscode-contrastBorder, var(--border)); border-radius: 6px; box-shadow: 0 4px 20px var(--vscode-widget-shadow, transparent);
    }
    .keys:focus-visible { border-color: var(--accent); }
    .keys h2 { margin: 0 0 8px; font-size: 13px; color: var(--strong); }
    .keys dl { margin: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 3px 18px; }
    .keys dl div { display: flex; gap: 8px; align-items: baseline; }
    .keys dt { flex: none; min-width: 92px; }
    .keys dd { margin: 0; }
    .keys kbd { font: 11px/16px var(--mono); padding: 1px 5px; border: 1px solid var(--border); border-radius: 3px; white-space: nowrap; }
    .keys .close { all: unset; cursor: pointer; margin-top: 10px; padding: 2px 12px; border-radius: 3px; color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
    .keys .close:focus-visible { outline: 1px solid var(--accent); outline-offset: 2px; }
`;
