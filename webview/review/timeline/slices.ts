/** What the worker has told about a stretch of the trace: asked for as the timeline moves, one question at a time. */
import type { LaneSlice, Questions } from "../../protocol/questions";
import type { TimelineRow } from "./rows";
import type { Scale } from "./scale";

type Asked = Questions["slice"];

/** A fold: its members have one slice together. */
interface Known {
    readonly warp: Scale["warp"];
    readonly perPixel: number;
    readonly from: number;
    readonly to: number;
    readonly version: number;
    readonly byLane: ReadonlyMap<string, LaneSlice>;
}

export class Slices {
    private known: Known | null = null;
    private asking = false;
    /** Counts what makes all answers old. */
    private version = 0;
    private wanted: { readonly scale: Scale; readonly rows: readonly TimelineRow[] } | null = null;

    constructor(
        private readonly ask: (asked: Asked) => Promise<readonly LaneSlice[]>,
        private readonly arrived: () => void,
    ) {}

    of(row: TimelineRow): LaneSlice | undefined {
        return this.known?.byLane.get(row.id);
    }

    /** Another search marks other events. */
    forget(): void {
        this.version += 1;
    }

    /** These rows are to be drawn at this scale. What is known is drawn until the answer comes. */
    want(scale: Scale, rows: readonly TimelineRow[]): void {
        this.wanted = { scale, rows };
        if (!this.asking && !this.suffices(scale, rows)) void this.fetch();
    }

    private async fetch(): Promise<void> {
        const { wanted, version } = this;
        if (wanted === null) return;
        const { scale, rows } = wanted;
        // As much again on both sides, so that there is something to see while the timeline is moved.
        const around = scale.width / 2;
        const asked: Asked = {
            parts: scale.parts(around),
            lanes: rows.map(({ id, members }) => ({ id, members: members.map((member) => member.id) })),
        };
        this.asking = true;
        const slices = await this.ask(asked);
        this.asking = false;
        this.known = {
            warp: scale.warp,
            version,
            perPixel: scale.perPixel,
            from: scale.from - around * scale.perPixel,
            to: scale.to + around * scale.perPixel,
            byLane: new Map(slices.map((slice) => [slice.lane, slice])),
        };
        this.arrived();
        const now = this.wanted;
        if (now !== null && !this.suffices(now.scale, now.rows)) void this.fetch();
    }

    private suffices(scale: Scale, rows: readonly TimelineRow[]): boolean {
        const { known } = this;
        if (known === null || known.version !== this.version || known.warp !== scale.warp) return false;
        const isFine = Math.abs(Math.log2(scale.perPixel / known.perPixel)) < 0.2;
        return isFine && scale.from >= known.from && scale.to <= known.to && rows.every(({ id }) => known.byLane.has(id));
    }
}
