/**
 * Follows the scenes with charts. What stays does not move, but in a few moments when everything finds its place anew:
 * docs/architecture.md, "Invariants".
 */
import type { NodeId } from "../card/card";
import { isOver } from "../layout/layouts";
import type { Target } from "../layout/moved";
import type { View } from "../layout/view";
import { fittingZoom, readable, type Frame } from "../layout/zoom";
import type { Scene } from "../scene/scene";
import { arrangeAnew, arrangeAround, fitsInto, wayFor, type Arranged } from "./arrange";
import type { ChannelsPicture } from "./channelsPicture";
import type { Chart } from "./chart";
import { chartOf } from "./chartOf";
import type { ChartPlacement } from "./chartPlacement";
import { isClearlyWorse } from "./clearlyWorse";
import type { Metrics } from "./metrics";
import { movedInLayer, pinnedOnly } from "./movedInLayer";
import { placeChart } from "./placeChart";
import type { Room } from "./spread";

/** Of more nodes than these it would take too long to say whether it could be clearer. */
const mostJudged = 120;
/** A scroll bar that comes or goes is no other window. */
const sameWidth = 24;
/** A picture that is drawn smaller has a larger window to lay itself out in. */
const scales = [1, 0.85, 0.7, 0.55, 0.4, 0.25];

/** `steps`: events come. `stops`: the user looks at a stop, or at the end of a recording. `stands`: still at the same one. */
export type Moment = "steps" | "stops" | "stands";

export class Channels {
    private placement: ChartPlacement | null = null;
    /** Of the other ways to use the window, to come back to. */
    private others = new Map<string, ChartPlacement>();
    /** For which the placement was found. */
    private room: Room | null = null;
    /** What is drawn smaller, so that all is in sight, lays itself out in this room. */
    private fitted: Room | null = null;
    private tidying = false;
    private gathered = false;
    private crowded = false;
    private hadCrowd = false;
    /** Alike ones are one card since the window has no room for each. */
    private folded = false;
    private asked: { readonly for: string; readonly room: Room; readonly hasRoom: boolean } | null = null;
    private arrangements = 0;
    private untidy = false;

    reset(): void {
        this.placement = null;
        this.others = new Map();
        this.room = null;
        this.fitted = null;
        this.gathered = false;
        this.crowded = false;
        this.hadCrowd = false;
        this.folded = false;
        this.untidy = false;
        this.arrangements += 1;
    }

    /** The next picture finds the best place for everything that is not pinned. */
    tidy(): void {
        this.tidying = true;
        this.folded = false;
    }

    /** The user wants to see everything at once. Returns the zoom for that. */
    fit(scene: Scene, { unfolded, focused }: View, frame: Frame): number {
        const zoomOf = (noRoom: boolean): number => {
            const { chart } = chartOf(scene, { unfolded, focused, before: this.crowded, noRoom });
            const zoomIn = (scale: number): number =>
                fittingZoom(frame, placeChart(chart, arrangeAnew(chart, roomOf(frame, scale)), unfolded, 0));
            // At that size the window may be larger than what was tried.
            return zoomIn(Math.max(...scales.map(zoomIn)));
        };
        const zoom = zoomOf(false);
        const folded = zoom < readable ? zoomOf(true) : zoom;
        this.folded = folded > zoom;
        this.fitted = roomOf(frame, Math.max(zoom, folded));
        this.tidying = true;
        return Math.max(zoom, folded);
    }

    /** Back to the window's own size. */
    unfit(): void {
        if (this.fitted === null) return;
        this.fitted = null;
        this.tidy();
    }

    /** The user puts a card elsewhere in its layer. */
    move(id: NodeId, to: Target): void {
        if (this.placement !== null) this.placement = movedInLayer(this.placement, id, to);
    }

    next(scene: Scene, view: View, height: number, moment: Moment = "steps"): ChannelsPicture {
        const room = this.fitted ?? { width: view.width, height };
        const { chart, crowded } = this.chart(scene, view, room);
        this.crowded = crowded && !this.folded;
        const hasCrowd = chart.users.some(({ kind }) => kind === "crowd");
        // So many cards go that what is left would lie scattered.
        if (hasCrowd && !this.hadCrowd) this.tidying = true;
        this.hadCrowd = hasCrowd;
        const placed = (arranged: Arranged): ChartPlacement => placeChart(chart, arranged, view.unfolded, this.arrangements);
        const pinned = view.pinned ?? [];
        this.placement = placed(this.arranged(scene, chart, room, pinned));
        if (moment !== "steps" && chart.users.length + chart.channels.length <= mostJudged) {
            const tidy = placed(arrangeAnew(chart, room));
            this.untidy = isClearlyWorse(this.placement, tidy, room);
            // What the user has arranged stays until he asks.
            if (this.untidy && moment === "stops" && pinned.length === 0) {
                this.arrangements += 1;
                this.placement = { ...tidy, arrangement: this.arrangements };
                this.untidy = false;
            }
        }
        return { chart, placement: this.placement, untidy: this.untidy };
    }

    private arranged(scene: Scene, chart: Chart, room: Room, pinned: readonly NodeId[]): Arranged {
        const before = this.placement;
        const isOtherWindow = this.isOther(room);
        const gathers = isOver(scene) && !this.gathered;
        const tidies = this.tidying;
        this.tidying = false;
        if (this.room === null || isOtherWindow) this.room = room;
        if (before === null || before.cells.size === 0) return arrangeAnew(chart, room);
        if (gathers) {
            this.gathered = true;
            return this.anew(chart, room, []);
        }
        if (tidies) return this.anew(chart, room, pinned);
        if (isOtherWindow) return this.inOtherWindow(chart, room, before, pinned);
        return arrangeAround(chart, before);
    }

    /** Everything that is not pinned finds its best place. */
    private anew(chart: Chart, room: Room, pinned: readonly NodeId[]): Arranged {
        this.arrangements += 1;
        this.untidy = false;
        const kept = this.placement === null ? null : pinnedOnly(this.placement, pinned);
        return kept === null || kept.cells.size === 0 ? arrangeAnew(chart, room) : arrangeAround(chart, kept);
    }

    /** As it was when the window was used like that, if nothing has come since; else anew, when it is to be used in another way. */
    private inOtherWindow(chart: Chart, room: Room, before: ChartPlacement, pinned: readonly NodeId[]): Arranged {
        const way = nameOfWay(wayFor(chart, room));
        if (way === nameOfWay(before.metrics) && before.width <= room.width) return arrangeAround(chart, before);
        this.others.set(nameOfWay(before.metrics), before);
        const known = this.others.get(way);
        const nodes = [...chart.users, ...chart.channels];
        const isSame = known?.cells.size === nodes.length && nodes.every(({ id }) => known.cells.has(id)) && known.width <= room.width;
        this.arrangements += 1;
        if (isSame) return known;
        return way === nameOfWay(before.metrics) ? this.anew(chart, room, pinned) : arrangeAnew(chart, room);
    }

    /** Asked only when there is something new. */
    private hasRoom(chart: Chart, room: Room): boolean {
        const asked = [chart.users, chart.channels, chart.links].map(({ length }) => length).join(" ");
        if (this.asked?.for === asked && this.asked.room.width === room.width) return this.asked.hasRoom;
        this.asked = { for: asked, room, hasRoom: fitsInto(chart, room) };
        return this.asked.hasRoom;
    }

    private isOther({ width }: Room): boolean {
        return this.room !== null && Math.abs(this.room.width - width) > sameWidth;
    }

    /** Alike processes become one card where the window has no room for each, and stay so. */
    private chart(scene: Scene, { unfolded, focused }: View, room: Room): ReturnType<typeof chartOf> {
        if (this.isOther(room) || (isOver(scene) && !this.gathered)) this.folded = false;
        const wish = { unfolded, focused, before: this.crowded };
        const all = chartOf(scene, { ...wish, noRoom: this.folded });
        if (this.folded || this.fitted !== null || all.crowded) return all;
        const fewer = chartOf(scene, { ...wish, noRoom: true });
        if (fewer.chart.users.length === all.chart.users.length || this.hasRoom(all.chart, room)) return all;
        this.folded = true;
        return fewer;
    }
}

function roomOf({ width, height }: Frame, scale: number): Room {
    return { width: width / scale, height: height / scale };
}

function nameOfWay({ direction, users, userSize }: Metrics): string {
    return `${direction} ${users} ${userSize}`;
}
