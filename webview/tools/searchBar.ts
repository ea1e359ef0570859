/** Search in the picture: each place is highlighted, and one after the other comes into sight. */
import { css, html, nothing, type ReactiveController, type TemplateResult } from "lit";
import { icons } from "../frame/icons";
import { search, type Hit } from "../scene/search";
import { Marks } from "./marks";
import { bringIntoSight } from "./sight";
import type { Stage } from "./stage";

export class SearchBar implements ReactiveController {
    private open = false;
    private query = "";
    private at = 0;
    private hits: readonly Hit[] = [];
    private searched: unknown = null;
    private readonly marks = new Marks("data-found");

    constructor(private readonly stage: Stage) {
        stage.addController(this);
    }

    readonly begin = (): void => {
        this.open = true;
        this.stage.requestUpdate();
        void this.stage.updateComplete.then(() => {
            const field = this.stage.renderRoot.querySelector<HTMLInputElement>(".search input");
            field?.focus();
            field?.select();
        });
    };

    /** Whether there was anything to end. */
    end(): boolean {
        if (!this.open) return false;
        this.open = false;
        const hit = this.hits[this.at];
        this.stage.requestUpdate();
        if (hit !== undefined) this.stage.focusCard(hit.id);
        return true;
    }

    hostUpdated(): void {
        const found = this.open ? this.found() : null;
        this.marks.set(
            () => this.stage.renderRoot.querySelectorAll(".world [data-node]"),
            found === null ? null : (element) => found.get((element as HTMLElement).dataset["node"] ?? "") ?? null,
        );
    }

    /** What is highlighted, and how: cards and rows. */
    private found(): ReadonlyMap<string, "one" | "current"> {
        const found = new Map<string, "one" | "current">();
        for (const [index, { id, rows }] of this.hits.entries()) {
            const kind = index === this.at ? "current" : "one";
            const card = this.stage.element(id)?.dataset["node"] ?? id;
            if (found.get(card) !== "current") found.set(card, kind);
            for (const row of rows) found.set(row, kind);
        }
        return found;
    }

    render(): TemplateResult | typeof nothing {
        if (!this.open) return nothing;
        this.look();
        const hit = this.hits[this.at];
        const count = this.query.trim() === "" ? "" : hit === undefined ? "not found" : `${this.at + 1} of ${this.hits.length}`;
        return html`<search class="search" @keydown=${this.key}>
            <input type="search" placeholder="Name, pid, path, descriptor, bytes" aria-label="Search in the picture" .value=${this.query} @input=${this.type} />
            <span class="count" role="status">${count}</span>
            <button title="Previous (Shift+Enter)" aria-label="Previous" ?disabled=${hit === undefined} @click=${() => this.go(-1)}>${icons.up}</button>
            <button title="Next (Enter)" aria-label="Next" ?disabled=${hit === undefined} @click=${() => this.go(1)}>${icons.down}</button>
            <button title="Close (Esc)" aria-label="Close the search" @click=${() => this.end()}>${icons.close}</button>
            ${hit === undefined ? nothing : html`<div class="where" title=${hit.line}><b>${hit.id}</b> ${hit.line}</div>`}
        </search>`;
    }

    /** Anew when the picture or the text has changed; the same place stays the current one. */
    private look(): void {
        const scene = this.stage.picture?.scene ?? null;
        if (this.searched === scene) return;
        const current = this.hits[this.at]?.id;
        this.hits = scene === null ? [] : search(scene, this.query);
        this.at = Math.max(
            0,
            this.hits.findIndex(({ id }) => id === current),
        );
        this.searched = scene;
    }

    private go(step: number): void {
        if (this.hits.length === 0) return;
        this.at = (this.at + step + this.hits.length) % this.hits.length;
        this.stage.requestUpdate();
        this.show();
    }

    private show(): void {
        const { frame } = this.stage;
        const hit = this.hits[this.at];
        const element = hit === undefined ? null : this.stage.element(hit.id);
        if (frame !== null && element !== null) bringIntoSight(frame, [element]);
    }

    private readonly type = (event: Event): void => {
        this.query = (event.target as HTMLInputElement).value;
        this.searched = null;
        this.look();
        this.at = 0;
        this.stage.requestUpdate();
        this.show();
    };

    private readonly key = (event: KeyboardEvent): void => {
        if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        this.go(event.shiftKey ? -1 : 1);
    };
}

export const searchStyles = css`
    .search {
        position: absolute; right: 18px; top: 6px; z-index: 8; display: grid; grid-template-columns: minmax(120px, 230px) auto auto auto auto; align-items: center; gap: 2px 4px; padding: 5px 6px; box-sizing: border-box; max-width: calc(100% - 24px);
        font: 12px/18px var(--sans); background: var(--vscode-editorWidget-background, var(--ground)); border: 1px solid var(--vscode-widget-border, var(--border)); border-radius: 5px; box-shadow: 0 2px 10px var(--vscode-widget-shadow, transparent);
    }
    .search input { font: inherit; min-width: 0; box-sizing: border-box; padding: 2px 6px; color: var(--vscode-input-foreground, var(--text)); background: var(--vscode-input-background, var(--card)); border: 1px solid var(--vscode-input-border, var(--border)); border-radius: 3px; }
    .search input::placeholder { color: var(--vscode-input-placeholderForeground, var(--dim)); }
    .search input:focus { outline: 1px solid var(--accent); outline-offset: -1px; }
    .search .count { min-width: 62px; text-align: center; color: var(--dim); font-variant-numeric: tabular-nums; white-space: nowrap; }
    .search button { all: unset; display: inline-flex; padding: 3px; border-radius: 4px; cursor: pointer; }
    .search button svg { width: 16px; height: 16px; display: block; }
    .search button:hover { background: var(--vscode-toolbar-hoverBackground); }
    .search button:focus-visible { outline: 1px solid var(--accent); }
    .search button:disabled { opacity: 0.4; cursor: default; }
    .search .where { grid-column: 1 / -1; color: var(--dim); font-size: 11px; line-height: 15px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 430px; }
    .search .where b { color: var(--text); }
    .card[data-found] { outline: 2px solid color-mix(in srgb, var(--vscode-editor-findMatchHighlightBorder, var(--vscode-charts-yellow)) 80%, transparent); outline-offset: 1px; }
    .card[data-found="current"] { outline: 3px solid var(--vscode-editor-findMatchBorder, var(--vscode-charts-yellow)); z-index: 2; }
    .row[data-found]::before { background: color-mix(in srgb, var(--vscode-charts-yellow) 28%, transparent); outline: 1px solid var(--vscode-charts-yellow); outline-offset: -1px; }
`;
