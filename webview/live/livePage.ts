/** Below the diagram of running programs: the timeline, which grows as they run, and the way back into what was, and forth to the present. */
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import previous from "@vscode/codicons/src/icons/chevron-left.svg";
import next from "@vscode/codicons/src/icons/chevron-right.svg";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import { theme } from "../frame/theme";
import { keep, kept } from "../host";
import type { HostMessage } from "../protocol/messages";
import type { Overview, Questions, Stretch } from "../protocol/questions";
import { TraceCursor, type Place } from "../review/cursor";
import { actionOf } from "../review/reviewKeys";
import { SelectedRange } from "../review/selectedRange";
import { splitter, splitterStyles } from "../review/splitter";
import type { Cursor } from "../review/timeline/cursor";
import type { IpcTimeline } from "../review/timeline/timeline";
import { liveActions, type LivePast } from "./liveActions";
import type { Present } from "./liveMessages";
import type { LiveDiagram } from "./liveDiagram";

const lowest = 90;
const usual = 180;

export class IpcLive extends LitElement implements LivePast {
    static override readonly properties = {
        overview: { state: true },
        place: { state: true },
        shown: { type: Boolean, reflect: true },
        height: { state: true },
    };
    static override readonly styles = [
        theme,
        splitterStyles,
        css`
        :host { flex: none; display: none; min-height: 0; color: var(--text); background: var(--ground); }
        :host([shown]) { display: grid; grid-template-rows: 1px minmax(0, 1fr); height: min(var(--height), 40vh); }
        ipc-timeline { min-height: 0; min-width: 0; }
        .past { display: inline-flex; align-items: center; gap: 4px; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .past .icon svg { display: block; width: 16px; height: 16px; fill: currentColor; }
        .now { all: unset; box-sizing: border-box; padding: 0 10px; height: 22px; border-radius: 3px; cursor: pointer; color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 1px solid var(--vscode-contrastBorder, transparent); font: 11px/20px var(--sans); }
        .now[aria-pressed="true"] { cursor: default; color: var(--dim); background: none; border-color: var(--border); }
        .now:focus-visible { outline: 1px solid var(--accent); outline-offset: 1px; }
        `,
    ];

    declare overview: Overview | null;
    /** null: the present is shown. */
    declare place: Place | null;
    declare shown: boolean;
    declare height: number;
    readonly cursor: TraceCursor;
    private readonly selected: SelectedRange;
    private present: Present = { seq: 0, time: 0, lane: "p1" };
    /** pid that was chosen in the Call Stack, to which the diagram returns. */
    private focused: number | null = null;

    constructor(private readonly diagram: LiveDiagram) {
        super();
        this.overview = null;
        this.place = null;
        this.shown = kept().timeline?.shown ?? diagram.dataset["timeline"] === "shown";
        this.height = kept().timeline?.height ?? usual;
        this.cursor = new TraceCursor(
            diagram.live,
            (place) => this.arrived(place),
            () => this.present.seq,
        );
        this.cursor.leave(0);
        this.selected = new SelectedRange(diagram.live, () => this.requestUpdate());
        diagram.live.grown = ({ overview, present }) => {
            this.present = present;
            this.overview = overview;
            this.cursor.presentIs(present.seq);
            if (this.place === null) this.shownCursor = { ...present, text: "now" };
        };
        diagram.live.send({ type: "follow", on: this.shown });
    }

    override connectedCallback(): void {
        super.connectedCallback();
        window.addEventListener("keydown", this.key, { capture: true });
    }

    /** What the host tells, before the diagram hears it. */
    receive(message: HostMessage): void {
        if (message.type === "line") void this.goToLine(message.file, message.line);
        if (message.type === "focus") this.focused = message.pid;
        if (message.type === "reset") {
            this.overview = null;
            this.select(null);
        }
        if (message.type === "reset" || message.type === "running" || message.type === "stopped") this.now();
    }

    readonly toggle = (): void => {
        this.shown = !this.shown;
        this.keep();
        this.diagram.live.send({ type: "follow", on: this.shown });
        if (!this.shown) this.now();
        this.diagram.requestUpdate();
    };

    readonly now = (): void => {
        const wasPast = this.place !== null;
        this.cursor.leave(this.present.seq);
        this.place = null;
        this.shownCursor = { ...this.present, text: "now" };
        this.diagram.live.send({ type: "now" });
        if (wasPast && this.focused !== null) this.diagram.receive({ type: "focus", pid: this.focused });
    };

    private async goToLine(file: string, line: number): Promise<void> {
        if (!this.shown) this.toggle();
        const events = await this.diagram.live.ask("eventsOfLine", { file, line });
        const { seq: at } = this.place ?? this.present;
        const before = events.findLast(({ seq }) => seq < at) ?? events.at(-1);
        if (before !== undefined) this.cursor.go(before.seq);
    }

    step(direction: 1 | -1): void {
        void this.cursor.step(direction, { what: "any" });
    }

    get timeline(): IpcTimeline | null {
        return this.renderRoot.querySelector<IpcTimeline>("ipc-timeline");
    }

    protected override updated(changed: PropertyValues<this>): void {
        if (changed.has("height")) this.style.setProperty("--height", `${this.height}px`);
    }

    protected override render(): TemplateResult | typeof nothing {
        if (!this.shown) return nothing;
        const isNow = this.place === null;
        const { seq } = this.place ?? this.present;
        return html`
            ${splitter({ name: "Height of the timeline", orientation: "horizontal", size: this.height, resize: this.resize })}
            <ipc-timeline .overview=${this.overview} .cursor=${this.shownCursor} .arrows=${this.place?.arrows ?? []} .range=${this.range} .sums=${this.selected.text} .actions=${this.timelineActions}>
                <span class="past" role="group" aria-label="Look back">
                    <vscode-toolbar-button class="back" label="The event before" title="The event before (←)" @click=${() => this.step(-1)}><span class="icon">${unsafeHTML(previous)}</span></vscode-toolbar-button>
                    <span class="at" role="status">${seq.toLocaleString("en")} / ${this.present.seq.toLocaleString("en")}</span>
                    <vscode-toolbar-button class="forth" label="The next event" title="The next event (→)" @click=${() => this.step(1)}><span class="icon">${unsafeHTML(next)}</span></vscode-toolbar-button>
                    <button class="now" aria-pressed=${isNow} title=${isNow ? "This is the present" : "Back to the present (End)"} @click=${this.now}>now</button>
                </span>
            </ipc-timeline>`;
    }

    private shownCursor: Cursor = { ...this.present, text: "now" };

    private readonly timelineActions = {
        slice: (asked: Questions["slice"]) => this.diagram.live.ask("slice", asked),
        seekTime: (time: number, lanes: readonly string[]) => void this.cursor.goToTime(time, lanes),
        select: (range: Stretch | null) => this.select(range),
    };

    /** The last event is the present, in which the debugger's stop and its changes are shown. */
    private arrived(place: Place): void {
        if (place.seq >= this.present.seq) {
            this.now();
            return;
        }
        const { seq, moment } = place;
        this.place = place;
        const lane = this.overview?.lanes.find(({ process, tid }) => process === moment?.process && tid === moment.tid);
        this.shownCursor = {
            seq,
            time: moment?.time ?? 0,
            lane: lane?.id ?? moment?.process ?? "p1",
            text: moment === null ? "the beginning" : `event ${seq}: ${moment.sentence.text}`,
        };
        if (moment !== null) this.diagram.receive({ type: "focus", pid: moment.pid });
    }

    get range(): Stretch | null {
        return this.selected.range;
    }

    select(range: Stretch | null): void {
        this.selected.select(range);
    }

    private readonly resize = (height: number): void => {
        this.height = Math.max(lowest, height);
        this.keep();
    };

    private keep(): void {
        keep({ ...kept(), timeline: { shown: this.shown, height: this.height } });
    }

    private readonly key = (event: KeyboardEvent): void => {
        const path = event.composedPath();
        if (!path.includes(this) || path.some((each) => each instanceof HTMLElement && each.role === "separator")) return;
        const onButton = path.some((each) => each instanceof HTMLElement && each.matches("button, vscode-toolbar-button"));
        const action = actionOf(event, onButton ? "elsewhere" : "timeline");
        const run = action === null ? undefined : liveActions[action];
        if (run === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        run(this);
    };
}
