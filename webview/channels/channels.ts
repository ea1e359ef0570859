/** Follows the scenes with charts: what stays does not move, until the user asks to tidy up. */
import { narrowWindow } from "./metrics";
import type { Scene } from "../scene/scene";
import type { View } from "../layout/view";
import type { ChannelsPicture } from "./channelsPicture";
import { chartOf } from "./chartOf";
import type { ChartPlacement } from "./chartPlacement";
import { placeChart } from "./placeChart";

export class Channels {
    /** The last of the wide window, and of the narrow one. */
    private placements = new Map<"wide" | "narrow", ChartPlacement>();
    private crowded = false;
    private arrangements = 0;

    reset(): void {
        this.placements = new Map();
        this.crowded = false;
        this.arrangements += 1;
    }

    /** The next picture finds the best place for everything. */
    tidy(): void {
        this.placements = new Map();
        this.arrangements += 1;
    }

    next(scene: Scene, { width, unfolded, focused }: View, height: number): ChannelsPicture {
        const { chart, crowded } = chartOf(scene, { unfolded, focused, before: this.crowded });
        this.crowded = crowded;
        const kind = width < narrowWindow ? "narrow" : "wide";
        const before = this.placements.get(kind) ?? null;
        const isEmpty = before === null || before.cells.size === 0;
        const placement = placeChart(chart, isEmpty ? null : before, { width, height, unfolded }, this.arrangements);
        this.placements.set(kind, placement);
        return { chart, placement };
    }
}
