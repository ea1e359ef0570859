/** Beside the diagram: one event, all events, the bookmarks, or the whole trace in numbers. */
import { css, html, type TemplateResult } from "lit";
import { post } from "../../host";
import type { EventRow, Questions, Summary } from "../../protocol/questions";
import type { ReviewStage } from "../reviewStage";
import { withBookmark } from "../reviewActions";
import { bookmarkList, bookmarkStyles } from "./bookmarkList";
import { inspector } from "./inspector";
import { lineEvents } from "./lineEvents";
import { sideTabs, type SideTab } from "./sideTab";
import { processTreeStyles } from "./processTree";
import { summaryPage, summaryStyles } from "./summaryPage";

const titles: Record<SideTab, string> = { event: "Event", events: "Events", bookmarks: "Bookmarks", summary: "Summary" };

export class SidePanel {
    private tab: SideTab = "event";
    private summary: Summary | null = null;
    private line: { readonly file: string; readonly line: number; readonly events: readonly EventRow[] } | null = null;

    constructor(private readonly page: ReviewStage) {}

    choose(tab: SideTab): void {
        this.tab = tab;
        this.line = null;
        if (tab === "summary") this.needSummary();
        this.page.requestUpdate();
    }

    /** All of the trace is known now. */
    read(): void {
        if (this.tab === "summary") this.needSummary();
    }

    /** The events that a line caused. */
    async showLine(file: string, line: number): Promise<void> {
        const events = await this.page.worker.ask("eventsOfLine", { file, line });
        this.choose("events");
        this.line = { file, line, events };
        this.page.requestUpdate();
    }

    render(): TemplateResult {
        return html`
            <aside class="side" aria-label="Details">
                <div class="tabs" role="tablist" @keydown=${this.key}>
                    ${sideTabs.map((tab) => html`<button role="tab" id="tab-${tab}" aria-selected=${tab === this.tab} aria-controls="panel" tabindex=${tab === this.tab ? 0 : -1} @click=${() => this.choose(tab)}>${titles[tab]}${tab === "bookmarks" && this.page.bookmarks.length > 0 ? html` <span class="count">${this.page.bookmarks.length}</span>` : ""}</button>`)}
                </div>
                <div class="panel shows-${this.tab}" id="panel" role="tabpanel" aria-labelledby="tab-${this.tab}">${this.content()}</div>
            </aside>`;
    }

    private content(): TemplateResult {
        const { page } = this;
        const open = (file: string, line: number): void => post({ type: "open", file, line });
        switch (this.tab) {
            case "event": {
                const { seq, moment } = page.place;
                return inspector(
                    moment,
                    page.overview?.events === 0,
                    page.bookmarks.find(({ event }) => event === seq),
                    {
                        go: page.go,
                        open,
                        manual: (name) => post({ type: "manual", page: name }),
                        bookmark: (text) =>
                            page.mark(text === "" ? "Bookmark" : "Note", withBookmark(page.bookmarks, { event: seq, text })),
                        forget: () =>
                            page.mark(
                                "Remove Bookmark",
                                page.bookmarks.filter(({ event }) => event !== seq),
                            ),
                        showCard: (id) => page.showCard(id),
                    },
                );
            }
            case "events":
                if (this.line !== null) return lineEvents(this.line, { go: page.go, all: () => this.choose("events") });
                return html`<ipc-event-list .current=${page.place.seq} .onlyMatches=${page.search.text.trim() !== "" && page.search.error === null} .version=${`${page.searchVersion} ${page.search.matches} ${page.overview?.events ?? 0}`} .actions=${this.listActions}></ipc-event-list>`;
            case "bookmarks":
                return bookmarkList(page.bookmarks, page.place.seq, {
                    go: page.go,
                    remove: (seq) =>
                        page.mark(
                            "Remove Bookmark",
                            page.bookmarks.filter(({ event }) => event !== seq),
                        ),
                });
            case "summary":
                return summaryPage(this.summary, page.isReading, { go: page.go, open });
        }
    }

    private readonly listActions = {
        rows: (asked: Questions["rows"]) => this.page.worker.ask("rows", asked),
        go: (seq: number) => this.page.go(seq),
        copy: (asked: Omit<Questions["text"], "within">) => this.copy(asked),
    };

    /** Of the stretch that is selected in the timeline, if there is one. */
    private async copy(asked: Omit<Questions["text"], "within">): Promise<string> {
        const { text, copied, total } = await this.page.worker.ask("text", { ...asked, within: this.page.range });
        post({ type: "copy", text });
        const rows = copied === 1 ? "1 row" : `${copied.toLocaleString("en")} rows`;
        return copied === total ? `${rows} copied` : `the first ${rows} of ${total.toLocaleString("en")} copied`;
    }

    private needSummary(): void {
        if (this.summary === null && !this.page.isReading) void this.fetchSummary();
    }

    private async fetchSummary(): Promise<void> {
        this.summary = await this.page.worker.ask("summary", {});
        this.page.requestUpdate();
    }

    private readonly key = (event: KeyboardEvent): void => {
        const direction = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (direction === 0) return;
        event.preventDefault();
        event.stopPropagation();
        const next = sideTabs[(sideTabs.indexOf(this.tab) + direction + sideTabs.length) % sideTabs.length];
        if (next === undefined) return;
        this.choose(next);
        void this.page.updateComplete.then(() => this.page.renderRoot.querySelector<HTMLElement>(`#tab-${next}`)?.focus());
    };
}

export const sideStyles = [
    bookmarkStyles,
    summaryStyles,
    processTreeStyles,
    css`
    .side { display: flex; flex-direction: column; min-height: 0; min-width: 0; background: var(--ground); }
    .tabs { flex: none; display: flex; gap: 2px; padding: 0 8px; border-bottom: 1px solid var(--border); overflow-x: auto; scrollbar-width: none; }
    .tabs button { all: unset; cursor: pointer; padding: 7px 8px 6px; color: var(--dim); border-bottom: 2px solid transparent; white-space: nowrap; }
    .tabs button:hover { color: var(--text); }
    .tabs button[aria-selected="true"] { color: var(--strong); border-bottom-color: var(--accent); }
    .tabs button:focus-visible { outline: 1px solid var(--accent); outline-offset: -2px; }
    .tabs .count { color: var(--dim); }
    .panel { flex: 1 1 0; min-height: 0; overflow: auto; }
    .panel.shows-events { overflow: hidden; display: flex; flex-direction: column; }
    .panel ipc-event-list { flex: 1 1 0; min-height: 0; }
    `,
];
