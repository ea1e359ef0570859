/** The timeline: a row for each process and thread, drawn on a canvas, with a strip of the whole trace below it. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import { icons } from "../../frame/icons";
import { theme } from "../../frame/theme";
import type { Arrow, LaneSlice, Overview, Questions, Stretch } from "../../protocol/questions";
import { readColours, type Colours } from "./colours";
import { paintArrow } from "./paintArrows";
import { paintMap } from "./paintMap";
import { paintHeld, paintRow } from "./paintRows";
import { paintCursor, paintRange, paintRuler, rulerHeight } from "./paintRuler";
import { preparedCanvas } from "./preparedCanvas";
import { dragTimeline, zoomByWheel, type PointedTimeline } from "./pointer";
import { rowLabel } from "./rowLabel";
import { rowRoom, type RowRoom } from "./rowRoom";
import { rowOfLane, timelineRows, type TimelineRow } from "./rows";
import { Scale } from "./scale";
import type { Cursor } from "./cursor";
import type { TimelineControls } from "./timelineControls";
import { Slices } from "./slices";
import { durationText, tickText } from "./timeText";
import { timelineStyles } from "./timelineStyles";
import { compressed, straight } from "./warp";

export interface TimelineActions {
    readonly slice: (asked: Questions["slice"]) => Promise<readonly LaneSlice[]>;
    /** The nearest event, of these lanes if there are any. */
    readonly seekTime: (time: number, lanes: readonly string[]) => void;
    readonly select: (range: Stretch | null) => void;
}

export class IpcTimeline extends LitElement implements PointedTimeline, TimelineControls {
    static override readonly properties = {
        overview: { attribute: false },
        cursor: { attribute: false },
        arrows: { attribute: false },
        range: { attribute: false },
        sums: { attribute: false },
        found: { attribute: false },
        isCompressed: { state: true },
        turned: { state: true },
        scale: { state: true },
    };
    static override readonly styles = [theme, timelineStyles];

    declare overview: Overview | null;
    declare cursor: Cursor;
    declare arrows: readonly Arrow[];
    declare range: Stretch | null;
    declare sums: string | null;
    /** How events that were searched for stand out; null: none are. */
    declare found: { readonly hide: boolean } | null;
    declare isCompressed: boolean;
    declare turned: ReadonlySet<string>;
    declare scale: Scale;
    actions: TimelineActions | null = null;

    private readonly slices = new Slices(
        (asked) => this.actions?.slice(asked) ?? Promise.resolve([]),
        () => this.paintSoon(),
    );
    private colours: Colours | null = null;
    private isPainting = false;

    constructor() {
        super();
        this.overview = null;
        this.cursor = { seq: 0, time: 0, lane: "p1", text: "" };
        this.arrows = [];
        this.range = null;
        this.sums = null;
        this.found = null;
        this.isCompressed = false;
        this.turned = new Set();
        this.scale = Scale.whole(straight(1), 1);
    }

    /** Another search. */
    searched(): void {
        this.slices.forget();
        this.paintSoon();
    }

    zoom(factor: number): void {
        const x = this.scale.x(this.cursor.time);
        this.changeScale(this.scale.zoomed(factor, x >= 0 && x <= this.scale.width ? x : this.scale.width / 2));
    }

    whole = (): void => this.changeScale(Scale.whole(this.scale.warp, this.scale.width));

    pan(part: number): void {
        this.changeScale(this.scale.panned(part * this.scale.width));
    }

    toRange(): void {
        if (this.range !== null) this.changeScale(this.scale.around(this.range.from, this.range.to));
    }

    compress = (): void => {
        this.isCompressed = !this.isCompressed;
        this.changeScale(this.scale.withWarp(this.warp));
    };

    changeScale(scale: Scale): void {
        this.scale = scale;
    }

    clickAt(time: number, y: number): void {
        const row = this.rows[Math.floor((y - rulerHeight + this.scrolled) / this.room.height)];
        const member = y < rulerHeight ? undefined : row;
        this.actions?.seekTime(time, member?.members.map(({ id }) => id) ?? []);
    }

    scrub(time: number): void {
        this.actions?.seekTime(time, []);
    }

    select(range: Stretch | null): void {
        this.actions?.select(range);
    }

    get rows(): readonly TimelineRow[] {
        return timelineRows(this.overview?.lanes ?? [], this.turned);
    }

    neighbour(lane: string, direction: 1 | -1): TimelineRow | undefined {
        const { rows } = this;
        return rows[rowOfLane(rows, lane) + direction];
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has("overview") && this.overview !== null) this.scale = this.scale.withWarp(this.warp);
        if (changed.has("cursor")) this.scale = this.scale.showing(this.cursor.time);
    }

    protected override firstUpdated(): void {
        new ResizeObserver(() => this.resized()).observe(this);
        new MutationObserver(() => {
            this.colours = null;
            this.paintSoon();
        }).observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
        // By hand, since the page must not scroll.
        this.lanes?.addEventListener("wheel", (event) => zoomByWheel(event, event.offsetX, this), { passive: false });
    }

    protected override updated(changed: PropertyValues<this>): void {
        if (changed.has("cursor")) this.scrollToCursor();
        this.paintSoon();
    }

    protected override render(): TemplateResult {
        const { rows, overview, room } = this;
        const rowHeight = room.height;
        const current = rowOfLane(rows, this.cursor.lane);
        return html`
            <div class="head">
                <h2>Timeline</h2>
                <slot></slot>
                <span class="span">${this.spanText}</span>
                <span class="sums" role="status" aria-live="polite">${this.sums ?? ""}</span>
                <span class="buttons">
                    ${(overview?.idle.length ?? 0) === 0 ? nothing : html`<vscode-toolbar-button class="compress" toggleable ?checked=${this.isCompressed} label="Leave out idle time" title="Leave out the time in which nothing happened (C)" @change=${this.compress}><span>idle time</span></vscode-toolbar-button>`}
                    <vscode-toolbar-button label="Zoom the timeline out" title="Zoom the timeline out (−)" @click=${() => this.zoom(1 / 1.6)}><span>${icons.zoomOut}</span></vscode-toolbar-button>
                    <vscode-toolbar-button label="Zoom the timeline in" title="Zoom the timeline in (+)" @click=${() => this.zoom(1.6)}><span>${icons.zoomIn}</span></vscode-toolbar-button>
                    <vscode-toolbar-button label="The whole trace" title="The whole trace (0)" @click=${this.whole}><span>${icons.fit}</span></vscode-toolbar-button>
                </span>
            </div>
            <div class="rows" .style=${`--labels: ${this.labelsWidth}px`} @scroll=${() => this.paintSoon()}>
                <div class="labels" .style=${`height: ${rulerHeight + rows.length * rowHeight}px`}>
                    <div class="corner" .style=${`height: ${rulerHeight}px`}></div>
                    ${rows.map((row, index) => rowLabel(row, { top: rulerHeight + index * rowHeight, height: rowHeight, current: index === current }, () => this.turn(row.id)))}
                </div>
                <canvas class="lanes" tabindex="0" role="slider" aria-label="Timeline: the moment that is shown" aria-valuemin="0" aria-valuemax=${overview?.events ?? 0} aria-valuenow=${this.cursor.seq} aria-valuetext=${this.cursor.text} @pointerdown=${this.press}></canvas>
            </div>
            <canvas class="map" ?hidden=${!room.map} aria-hidden="true" @pointerdown=${this.pressMap}></canvas>
            <span class="probe"></span>`;
    }

    private turn(id: string): void {
        const turned = new Set(this.turned);
        if (!turned.delete(id)) turned.add(id);
        this.turned = turned;
    }

    private get spanText(): string {
        const { scale } = this;
        const [from, to] = [scale.time(0), scale.time(scale.width)];
        const step = Math.max(1, (to - from) / 100);
        return `${tickText(from, step)} to ${tickText(to, step)} · ${durationText(to - from)}`;
    }

    private get warp(): Scale["warp"] {
        const { overview } = this;
        if (overview === null) return straight(1);
        return this.isCompressed ? compressed(overview.idle, overview.end) : straight(overview.end);
    }

    private get labelsWidth(): number {
        return this.clientWidth < 480 ? 60 : this.clientWidth < 900 ? 120 : 190;
    }

    private get room(): RowRoom {
        return rowRoom(this.rows.length, this.clientHeight);
    }

    private get scrolled(): number {
        return this.renderRoot.querySelector(".rows")?.scrollTop ?? 0;
    }

    private get lanes(): HTMLCanvasElement | null {
        return this.renderRoot.querySelector("canvas.lanes");
    }

    private resized(): void {
        const frame = this.renderRoot.querySelector<HTMLElement>(".rows");
        if (frame === null) return;
        this.scale = this.scale.withWidth(frame.clientWidth - this.labelsWidth - 12);
        this.paintSoon();
    }

    private readonly press = (event: PointerEvent): void => {
        if (this.lanes !== null) dragTimeline(event, this.lanes, this);
    };

    private readonly pressMap = (event: PointerEvent): void => {
        const map = event.currentTarget as HTMLElement;
        const show = ({ offsetX }: PointerEvent): void => {
            const middle = (offsetX / map.clientWidth) * this.scale.warp.length;
            this.changeScale(this.scale.panned((middle - (this.scale.from + this.scale.to) / 2) / this.scale.perPixel));
        };
        show(event);
        map.setPointerCapture(event.pointerId);
        map.addEventListener("pointermove", show);
        map.addEventListener("pointerup", () => map.removeEventListener("pointermove", show), { once: true });
    };

    private scrollToCursor(): void {
        const frame = this.renderRoot.querySelector(".rows");
        const row = rowOfLane(this.rows, this.cursor.lane);
        if (frame === null || row < 0) return;
        const top = row * this.room.height;
        const room = frame.clientHeight - rulerHeight - this.room.height;
        if (top < frame.scrollTop) frame.scrollTop = top;
        else if (top > frame.scrollTop + room) frame.scrollTop = top - room;
    }

    private paintSoon(): void {
        if (this.isPainting) return;
        this.isPainting = true;
        requestAnimationFrame(() => {
            this.isPainting = false;
            this.paint();
        });
    }

    private paint(): void {
        const frame = this.renderRoot.querySelector<HTMLElement>(".rows");
        const probe = this.renderRoot.querySelector<HTMLElement>(".probe");
        const { overview, scale, rows } = this;
        const rowHeight = this.room.height;
        if (frame === null || probe === null || overview === null || frame.clientHeight === 0) return;
        this.colours ??= readColours(probe);
        const { colours, scrolled } = this;
        const height = frame.clientHeight;
        const canvas = preparedCanvas(this.lanes, scale.width, height);
        if (canvas === null) return;
        const first = Math.max(0, Math.floor(scrolled / rowHeight));
        const visible = rows.slice(first, first + Math.ceil(height / rowHeight) + 1);
        this.slices.want(scale, visible);
        const yOf = (index: number): number => rulerHeight + index * rowHeight - scrolled;
        canvas.save();
        canvas.beginPath();
        canvas.rect(0, rulerHeight, scale.width, height);
        canvas.clip();
        if (this.range !== null) paintRange(canvas, scale, this.range, height, colours);
        const look = { height: rowHeight, top: rulerHeight, highlight: this.found !== null, hide: this.found?.hide === true };
        for (const [index, row] of visible.entries()) {
            const slice = this.slices.of(row);
            if (slice !== undefined) paintRow(canvas, scale, { row, slice, y: yOf(first + index) }, look, colours);
            for (const held of overview.stops) {
                if (row.members.some(({ process }) => process === held.process)) {
                    paintHeld(canvas, scale, held, yOf(first + index), colours);
                }
            }
        }
        const middleOf = (lane: string): number | null => {
            const row = rowOfLane(rows, lane);
            return row < 0 ? null : yOf(row) + rowHeight / 2;
        };
        for (const arrow of this.arrows) paintArrow(canvas, scale, arrow, middleOf, colours);
        canvas.restore();
        paintRuler(canvas, scale, height, colours);
        paintCursor(canvas, scale, this.cursor.time, height, colours);
        const map = this.renderRoot.querySelector<HTMLCanvasElement>("canvas.map");
        const mapHeight = this.clientWidth < 480 ? 26 : 34;
        const mapWidth = this.clientWidth - (this.clientWidth < 480 ? 14 : 26);
        const strip = preparedCanvas(map, mapWidth, mapHeight);
        if (strip !== null) paintMap(strip, scale.withWidth(mapWidth), overview, this.cursor.time, mapHeight, colours);
    }
}
