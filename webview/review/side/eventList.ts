/** The events as a list, of which only those in sight are fetched and drawn. */
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { processColor } from "../../card/processColor";
import { processClass, theme } from "../../frame/theme";
import type { EventRow, Questions, RowOrder } from "../../protocol/questions";
import { ChosenColumns, type EventColumn } from "./eventColumns";
import { listHeight, listWindow } from "./virtualList";

export interface EventListActions {
    readonly rows: (asked: Questions["rows"]) => Promise<{ readonly total: number; readonly rows: readonly EventRow[] }>;
    readonly go: (seq: number) => void;
    /** All rows. Resolves to what there is to say of it. */
    readonly copy: (asked: Omit<Questions["text"], "within">) => Promise<string>;
}

const rowHeight = 22;
const narrow = 420;
const orders: readonly { readonly order: RowOrder; readonly title: string }[] = [
    { order: "time", title: "Time" },
    { order: "duration", title: "Took" },
    { order: "size", title: "Bytes" },
];

export class IpcEventList extends LitElement {
    static override readonly properties = {
        current: { attribute: false },
        onlyMatches: { attribute: false },
        version: { attribute: false },
        order: { state: true },
        descending: { state: true },
        fetched: { state: true },
        copied: { state: true },
    };
    static override readonly styles = [
        theme,
        css`
        :host { display: flex; flex-direction: column; min-height: 0; font: 12px/18px var(--sans); container-type: inline-size; }
        .head { flex: none; display: flex; flex-wrap: wrap; align-items: center; gap: 4px; padding: 4px 10px; border-bottom: 1px solid var(--border); color: var(--dim); }
        .head .total { flex: 1 0 auto; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .head button { all: unset; cursor: pointer; padding: 0 6px; border-radius: 3px; color: var(--text); white-space: nowrap; }
        .head button:hover { background: var(--vscode-toolbar-hoverBackground); }
        .head button[aria-pressed="true"] { color: var(--strong); box-shadow: inset 0 -2px var(--accent); border-radius: 0; }
        .head button:focus-visible { outline: 1px solid var(--accent); }
        .list { flex: 1 1 0; min-height: 0; overflow: hidden auto; position: relative; outline: none; }
        .list:focus-visible { box-shadow: inset 0 0 0 1px var(--accent); }
        .tall { position: relative; }
        .row { position: absolute; left: 0; right: 0; height: 22px; line-height: 22px; display: grid; grid-template-columns: 4px var(--columns); gap: 6px; padding-right: 8px; white-space: nowrap; cursor: pointer; }
        .row > * { overflow: hidden; text-overflow: ellipsis; }
        .row:hover { background: var(--vscode-list-hoverBackground); }
        .row.current { background: var(--vscode-list-activeSelectionBackground, color-mix(in srgb, var(--accent) 30%, transparent)); color: var(--vscode-list-activeSelectionForeground, var(--strong)); outline: 1px solid var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
        .row .bar { background: var(--process); margin: 2px 0; }
        .number { color: var(--dim); font-variant-numeric: tabular-nums; text-align: right; }
        .text { font-family: var(--mono); }
        .place { color: var(--dim); font-family: var(--mono); }
        .row.current :is(.number, .place) { color: inherit; }
        .columns { position: relative; }
        .columns summary { list-style: none; cursor: pointer; padding: 0 6px; border-radius: 3px; color: var(--text); }
        .columns summary:hover { background: var(--vscode-toolbar-hoverBackground); }
        .columns summary:focus-visible { outline: 1px solid var(--accent); }
        .columns div { position: absolute; right: 0; top: 22px; z-index: 3; display: grid; gap: 2px; padding: 6px 12px 6px 8px; background: var(--vscode-menu-background, var(--ground)); color: var(--vscode-menu-foreground, var(--text)); border: 1px solid var(--vscode-menu-border, var(--border)); border-radius: 4px; }
        .columns label { white-space: nowrap; cursor: pointer; }
        @container (max-width: 430px) { .head { gap: 0; } .head button, .columns summary { padding: 0 4px; } }
        `,
    ];

    declare current: number;
    declare onlyMatches: boolean;
    /** Another means other rows: they were searched for, or more of the trace was read. */
    declare version: string;
    declare order: RowOrder;
    declare descending: boolean;
    /** What there is to say of the rows that were copied last. */
    declare copied: string;
    declare fetched: { readonly first: number; readonly total: number; readonly rows: readonly EventRow[] };
    actions: EventListActions | null = null;
    private readonly columns = new ChosenColumns(() => this.requestUpdate());
    private asking = false;
    private again = false;

    constructor() {
        super();
        this.current = 0;
        this.onlyMatches = false;
        this.version = "";
        this.order = "time";
        this.descending = false;
        this.copied = "";
        this.fetched = { first: 0, total: 0, rows: [] };
    }

    protected override firstUpdated(): void {
        new ResizeObserver(() => void this.fetch()).observe(this);
    }

    /** What was said of other rows. */
    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has("version") || changed.has("onlyMatches") || changed.has("order") || changed.has("descending")) this.copied = "";
    }

    protected override updated(changed: PropertyValues<this>): void {
        if (changed.has("version") || changed.has("onlyMatches") || changed.has("order") || changed.has("descending")) void this.fetch();
        if (changed.has("current") && this.order === "time" && !this.onlyMatches) {
            this.reveal(this.descending ? this.fetched.total - this.current : this.current - 1);
        }
    }

    protected override render(): TemplateResult {
        const { total, rows, first } = this.fetched;
        const { height, scale } = listHeight(total, rowHeight);
        const columns = this.columns.shown(this.clientWidth < narrow, rows);
        const top = (this.list?.scrollTop ?? 0) * (1 - scale);
        return html`
            <div class="head">
                <span class="total" role="status">${total.toLocaleString("en")} ${this.onlyMatches ? "found" : total === 1 ? "event" : "events"}${this.copied === "" ? "" : ` · ${this.copied}`}</span>
                ${orders.map(({ order, title }) => html`<button aria-pressed=${order === this.order} title="Sort by ${title.toLowerCase()}" @click=${() => this.sort(order)}>${title}${order !== this.order ? nothing : this.descending ? " ↓" : " ↑"}</button>`)}
                ${this.columns.choice()}
                <button title="Copy all rows as text, or those of the stretch that is selected in the timeline" @click=${() => void this.copy("text")}>Copy</button>
                <button title="Copy all rows as JSON, or those of the stretch that is selected in the timeline" @click=${() => void this.copy("json")}>JSON</button>
            </div>
            <div class="list" tabindex="0" role="listbox" aria-label="Events" aria-activedescendant="event-${this.current}" @scroll=${() => void this.fetch()} @keydown=${this.key}>
                <div class="tall" .style=${`height: ${height}px; --columns: ${columns.map(({ width }) => width).join(" ")}`}>
                    ${rows.map((row, index) => this.row(row, (first + index) * rowHeight + top, columns))}
                </div>
            </div>`;
    }

    private row(row: EventRow, top: number, columns: readonly EventColumn[]): TemplateResult {
        const isCurrent = row.seq === this.current;
        return html`<div class="row ${processClass(processColor(row.process))}${isCurrent ? " current" : ""}" id="event-${row.seq}" role="option" aria-selected=${isCurrent} .style=${`top: ${top}px`} title="event ${row.seq} · ${row.kind}" @click=${() => this.actions?.go(row.seq)}>
            <span class="bar"></span>${columns.map(({ className, text }) => html`<span class=${className}>${text(row)}</span>`)}</div>`;
    }

    private get list(): HTMLElement | null {
        return this.renderRoot.querySelector<HTMLElement>(".list");
    }

    private sort(order: RowOrder): void {
        this.descending = order === this.order ? !this.descending : order !== "time";
        this.order = order;
    }

    private async copy(form: "text" | "json"): Promise<void> {
        const { order, descending, onlyMatches } = this;
        this.copied = (await this.actions?.copy({ order, descending, onlyMatches, form })) ?? "";
    }

    private async fetch(): Promise<void> {
        const { list, actions } = this;
        if (list === null || actions === null || list.clientHeight === 0) return;
        if (this.asking) {
            this.again = true;
            return;
        }
        this.asking = true;
        const { order, descending, onlyMatches } = this;
        const scrolled = list.scrollTop * listHeight(this.fetched.total, rowHeight).scale;
        const { first, count } = listWindow(scrolled, list.clientHeight, rowHeight, Math.max(this.fetched.total, 200));
        const { total, rows } = await actions.rows({ order, descending, onlyMatches, start: first, count });
        this.fetched = { first: Math.min(first, total), total, rows };
        this.asking = false;
        if (!this.again) return;
        this.again = false;
        void this.fetch();
    }

    private reveal(index: number): void {
        const { list } = this;
        if (list === null || index < 0) return;
        const { scale } = listHeight(this.fetched.total, rowHeight);
        const top = (index * rowHeight) / scale;
        if (top < list.scrollTop || top > list.scrollTop + list.clientHeight - rowHeight) {
            list.scrollTop = top - list.clientHeight / 2;
        }
    }

    private readonly key = (event: KeyboardEvent): void => {
        const direction = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        if (direction === 0) return;
        event.preventDefault();
        const { first, rows } = this.fetched;
        const at = rows.findIndex(({ seq }) => seq === this.current);
        const next = at < 0 ? 0 : at + direction;
        const row = rows[next];
        if (row === undefined) return;
        this.reveal(first + next);
        this.actions?.go(row.seq);
    };
}
