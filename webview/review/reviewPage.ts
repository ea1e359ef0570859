/** The page of a trace: its diagram, the timeline below, and beside it what there is to say of one event or of many. */
import { LitElement, html, type nothing, type PropertyValues, type TemplateResult } from "lit";
import type { NodeId } from "../card/card";
import type { IpcDiagram } from "../diagram";
import { theme } from "../frame/theme";
import { kept, keep, post } from "../host";
import type { Bookmark, ReviewHostMessage, TraceFile } from "../protocol/reviewMessages";
import { TraceCursor, type Place } from "./cursor";
import { DebuggerCursor } from "./debuggerCursor";
import { isField } from "./isField";
import { Player, type Pace } from "./player";
import type { Overview, Questions, Stretch } from "../protocol/questions";
import { barStyles, reviewBar, type Search } from "./reviewBar";
import { reviewActions } from "./reviewActions";
import { actionOf, type ReviewAction } from "./reviewKeys";
import { ReviewWorker } from "./reviewWorker";
import { eventLinkStyles } from "./side/eventLink";
import { inspectorStyles } from "./side/inspectorStyles";
import { SidePanel, sideStyles } from "./side/sidePanel";
import { beginning, shownCursor } from "./shownCursor";
import { splitter, splitterStyles } from "./splitter";
import type { IpcTimeline } from "./timeline/timeline";
import { reviewPageStyles } from "./reviewPageStyles";
import type { ReviewStage } from "./reviewStage";
import { SelectedRange } from "./selectedRange";
import { traceNotes, traceNotesStyles } from "./traceNotes";
import { TraceSearch } from "./traceSearch";
import { readingView, waitingView, waitingStyles, type Waiting } from "./waitingView";

export class IpcReview extends LitElement implements ReviewStage {
    static override readonly properties = {
        waiting: { state: true },
        overview: { state: true },
        place: { state: true },
        bookmarks: { state: true },
        sizes: { state: true },
        file: { state: true },
    };
    static override readonly styles = [
        theme,
        barStyles,
        splitterStyles,
        waitingStyles,
        traceNotesStyles,
        eventLinkStyles,
        inspectorStyles,
        sideStyles,
        reviewPageStyles,
    ];

    declare waiting: Waiting | null;
    declare overview: Overview | null;
    declare place: Place;
    declare bookmarks: readonly Bookmark[];
    declare sizes: { readonly side: number; readonly lower: number };
    declare file: TraceFile;
    name = "";
    readonly worker: ReviewWorker;
    readonly cursor: TraceCursor;
    readonly player: Player;
    readonly side: SidePanel = new SidePanel(this);
    private pace: Pace = 2;
    /** seq of where to go when it has been read, unless one has gone elsewhere meanwhile. */
    private awaited: number | null = null;
    private readonly debugger = new DebuggerCursor((event) => post({ type: "at", event }));
    private wantsLineNotes = false;
    private readonly searched: TraceSearch;
    private readonly selected: SelectedRange;

    constructor() {
        super();
        this.waiting = { part: 0, failed: null, since: Date.now() };
        this.overview = null;
        this.place = { seq: 0, moment: null, arrows: [] };
        this.bookmarks = [];
        this.file = "same";
        this.sizes = { side: kept().review?.side ?? 430, lower: kept().review?.lower ?? 290 };
        this.worker = new ReviewWorker(this.dataset["worker"] ?? "", (message) => this.told(message));
        this.cursor = new TraceCursor(this.worker, (place) => this.arrived(place));
        const changed = (): void => this.requestUpdate();
        this.searched = new TraceSearch(this.worker, changed, () => this.timeline?.searched());
        this.selected = new SelectedRange(this.worker, changed);
        this.player = new Player(() => this.cursor.step(1, { what: this.search.hide ? "match" : "any" }), changed);
    }

    override connectedCallback(): void {
        super.connectedCallback();
        window.addEventListener("message", ({ data }: MessageEvent<ReviewHostMessage>) => this.receive(data));
        window.addEventListener("keydown", this.key, { capture: true });
        void this.worker.open((failed) => this.fail(failed)).catch((error: unknown) => this.fail(String(error)));
        post({ type: "readyForTrace" });
    }

    get isReading(): boolean {
        return this.waiting !== null;
    }

    /** Where that has not been read yet, as near as one can get, and on when it has. */
    go = (seq: number): void => {
        this.player.stop();
        const { events } = this.overview ?? { events: 0 };
        this.awaited = seq > events && this.isReading ? seq : null;
        this.cursor.go(Math.min(seq, events));
    };

    get timeline(): IpcTimeline | null {
        return this.renderRoot.querySelector<IpcTimeline>("ipc-timeline");
    }

    get diagram(): IpcDiagram | null {
        return this.renderRoot.querySelector<IpcDiagram>("ipc-diagram");
    }

    showCard(id: NodeId): void {
        this.diagram?.focusCard(id);
    }

    run = (action: ReviewAction): void => reviewActions[action](this);

    get search(): Search {
        return this.searched.now;
    }

    find = (text: string): void => this.searched.find(text);

    get range(): Stretch | null {
        return this.selected.range;
    }

    select(range: Stretch | null): void {
        this.selected.select(range);
    }

    mark(label: string, bookmarks: readonly Bookmark[]): void {
        this.bookmarks = bookmarks;
        post({ type: "bookmark", label, bookmarks });
    }

    get searchVersion(): number {
        return this.searched.version;
    }

    protected override updated(changed: PropertyValues<this>): void {
        if (changed.has("sizes") && this.overview !== null) keep({ ...kept(), review: { ...this.sizes, seq: this.cursor.seq } });
    }

    protected override render(): TemplateResult | typeof nothing {
        const { overview, waiting, search, player, sizes } = this;
        if (overview === null) return waitingView(this.name, waiting, this.stopReading);
        return html`
            <div class="page" aria-busy=${this.isReading} .style=${`--side: ${sizes.side}px; --lower: ${sizes.lower}px`}>
                <div class="top">${reviewBar(
                    this.name,
                    overview,
                    this.place.seq,
                    readingView(waiting, this.stopReading),
                    search,
                    { playing: player.playing, pace: this.pace },
                    {
                        run: this.run,
                        search: this.find,
                        hide: this.searched.turnHiding,
                        nextMatch: (direction) => void this.cursor.step(direction, { what: "match" }),
                        pace: (pace) => {
                            this.pace = player.pace = pace;
                        },
                    },
                )}</div>
                ${traceNotes(overview.notices, this.file, () => post({ type: "readAgain" }))}
                <ipc-diagram embedded .maker=${this.worker} data-view=${this.dataset["view"] ?? "auto"}></ipc-diagram>
                ${splitter({ name: "Width of the side", orientation: "vertical", size: sizes.side, resize: (side) => this.resize({ side: Math.max(180, side) }) })}
                ${this.side.render()}
                ${splitter({ name: "Height of the timeline", orientation: "horizontal", size: sizes.lower, resize: (lower) => this.resize({ lower: Math.max(110, lower) }) })}
                <ipc-timeline .overview=${overview} .cursor=${this.shownCursor} .arrows=${this.place.arrows} .range=${this.range} .sums=${this.selected.text} .found=${this.searched.found} .actions=${this.timelineActions}></ipc-timeline>
            </div>`;
    }

    private readonly stopReading = (): void => this.worker.send({ type: "cancel" });

    private readonly timelineActions = {
        slice: (asked: Questions["slice"]) => this.worker.ask("slice", asked),
        seekTime: (time: number, lanes: readonly string[]) => {
            this.player.stop();
            void this.cursor.goToTime(time, lanes);
        },
        select: (range: Stretch | null) => this.select(range),
    };

    /** Made anew only when one is elsewhere, since the timeline scrolls there then. */
    private shownCursor = beginning;

    private arrived(place: Place): void {
        this.place = place;
        const { moment } = place;
        this.shownCursor = shownCursor(place, this.overview);
        if (moment !== null) this.diagram?.receive({ type: "focus", pid: moment.pid });
        keep({ ...kept(), review: { ...this.sizes, seq: this.awaited ?? place.seq } });
        if (place.seq === this.cursor.seq) this.debugger.moved(place.seq);
    }

    private resize(change: Partial<IpcReview["sizes"]>): void {
        this.sizes = { ...this.sizes, ...change };
    }

    private told(message: Parameters<ConstructorParameters<typeof ReviewWorker>[1]>[0]): void {
        switch (message.type) {
            case "progress":
                this.waiting = { part: message.part, failed: null, since: this.waiting?.since ?? Date.now() };
                return;
            case "stacks":
            case "sources":
            case "findings":
            case "archive":
            case "archiveRefused":
                post(message);
                return;
            case "failed":
                this.waiting = { part: 0, failed: message.message, since: 0 };
                return;
            case "opened":
                this.opened(message);
        }
    }

    private opened({ overview, whole }: { readonly overview: Overview; readonly whole: boolean }): void {
        const before = this.overview?.events;
        this.overview = overview;
        if (whole) this.waiting = null;
        if (before === undefined) this.go(this.debugger.at ?? kept().review?.seq ?? 1);
        else if (this.awaited !== null) this.go(this.cursor.seq === before ? this.awaited : this.cursor.seq);
        if (!whole) return;
        this.searched.again();
        this.side.read();
        if (this.wantsLineNotes) void this.tellLineNotes();
    }

    private receive(message: ReviewHostMessage): void {
        switch (message.type) {
            case "trace":
                this.name = message.name;
                this.bookmarks = message.bookmarks;
                this.worker.send(message);
                return;
            case "bytes":
            case "whole":
            case "lines":
                this.worker.send(message);
                return;
            case "unreadable":
                this.fail(message.message);
                return;
            case "bookmarks":
                this.bookmarks = message.bookmarks;
                return;
            case "onDisk":
                this.file = message.is;
                return;
            case "line":
                void this.side.showLine(message.file, message.line);
                return;
            case "goTo":
                this.debugger.at = message.event;
                if (this.overview !== null) this.go(message.event);
                return;
            case "askLineNotes":
                this.wantsLineNotes = true;
                if (this.overview !== null && !this.isReading) void this.tellLineNotes();
                return;
            case "do":
                this.diagram?.run(message.command);
                return;
            case "review":
                this.run(message.command);
        }
    }

    private async tellLineNotes(): Promise<void> {
        post({ type: "lineNotes", files: await this.worker.ask("lineNotes", {}) });
    }

    private fail(message: string): void {
        this.waiting = { part: 0, failed: message, since: 0 };
        this.overview = null;
    }

    private readonly key = (event: KeyboardEvent): void => {
        const path = event.composedPath();
        if (this.overview === null || path.some(isField)) return;
        const inTimeline = path.some((each) => each instanceof HTMLElement && each.localName === "ipc-timeline");
        const inDiagram = path.some((each) => each instanceof HTMLElement && each.matches(".card"));
        const onButton = path.some((each) => each instanceof HTMLButtonElement);
        const action = actionOf(event, inDiagram ? "card" : inTimeline && !onButton ? "timeline" : "elsewhere");
        if (action === null) return;
        event.preventDefault();
        // Escape ends the diagram's tools, too.
        if (action !== "leave") event.stopPropagation();
        this.run(action);
    };
}
