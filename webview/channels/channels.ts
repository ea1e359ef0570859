/** Follows the scenes with charts: what stays does not move, until the user asks to tidy up. */
import { narrowWindow } from "./metrics";
import type { NodeId } from "../card/card";
import type { Target } from "../layout/moved";
import type { Scene } from "../scene/scene";
import type { View } from "../layout/view";
import type { ChannelsPicture } from "./channelsPicture";
import type { Chart } from "./chart";
import { chartOf } from "./chartOf";
import type { ChartPlacement } from "./chartPlacement";
import { movedInLayer, pinnedOnly } from "./movedInLayer";
import { placeChart, type ChartView } from "./placeChart";

/** So much shorter must the ways be to be worth a hint. */
const worthwhile = 1.4;
/** Of more nodes than these it would take too long to say. */
const mostJudged = 120;

export class Channels {
    /** The last of the wide window, and of the narrow one. */
    private placements = new Map<"wide" | "narrow", ChartPlacement>();
    private last: "wide" | "narrow" | null = null;
    private tidying = false;
    private crowded = false;
    private arrangements = 0;
    private untidy = false;

    reset(): void {
        this.placements = new Map();
        this.crowded = false;
        this.untidy = false;
        this.arrangements += 1;
    }

    /** The next picture finds the best place for everything that is not pinned. */
    tidy(): void {
        this.untidy = false;
        this.tidying = true;
        this.arrangements += 1;
    }

    /** The user puts a card elsewhere in its layer. */
    move(id: NodeId, to: Target): void {
        const placement = this.last === null ? undefined : this.placements.get(this.last);
        if (this.last !== null && placement !== undefined) this.placements.set(this.last, movedInLayer(placement, id, to));
    }

    /** `standsStill`: there is time to see whether it could be much clearer. */
    next(scene: Scene, { width, unfolded, focused, pinned }: View, height: number, standsStill = false): ChannelsPicture {
        if (this.tidying) this.placements = new Map([...this.placements].map(([name, each]) => [name, pinnedOnly(each, pinned ?? [])]));
        this.tidying = false;
        const { chart, crowded } = chartOf(scene, { unfolded, focused, before: this.crowded });
        this.crowded = crowded;
        const kind = width < narrowWindow ? "narrow" : "wide";
        const before = this.placements.get(kind) ?? null;
        const isEmpty = before === null || before.cells.size === 0;
        const placement = placeChart(chart, isEmpty ? null : before, { width, height, unfolded }, this.arrangements);
        this.placements.set(kind, placement);
        this.last = kind;
        if (standsStill) this.untidy = this.isUntidy(chart, placement, { width, height, unfolded });
        return { chart, placement, untidy: this.untidy };
    }

    private isUntidy(chart: Chart, placement: ChartPlacement, view: ChartView): boolean {
        const isMany = chart.users.length + chart.channels.length > mostJudged;
        return !isMany && lengthOf(placement) > worthwhile * lengthOf(placeChart(chart, null, view, 0));
    }
}

/** From card to card, as the crow flies. */
function lengthOf({ links, boxes }: ChartPlacement): number {
    return links
        .filter(({ background }) => !background)
        .map(({ touches: [one, other] }) => {
            const [from, to] = [boxes.get(one ?? ""), boxes.get(other ?? "")];
            if (from === undefined || to === undefined) return 0;
            return Math.hypot(from.x + from.width / 2 - to.x - to.width / 2, from.y + from.height / 2 - to.y - to.height / 2);
        })
        .reduce((sum, length) => sum + length, 0);
}
