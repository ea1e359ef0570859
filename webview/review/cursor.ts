/** Where one is in the trace. However fast it is moved, one question at a time is asked, and the last place counts. */
import type { Arrow, Moment, StepOf } from "../protocol/questions";
import type { ReviewWorker } from "./reviewWorker";

export interface Place {
    /** 0: before the first event. */
    readonly seq: number;
    readonly moment: Moment | null;
    readonly arrows: readonly Arrow[];
}

export class TraceCursor {
    private wanted = 0;
    private busy = false;
    private time: { readonly time: number; readonly lanes: readonly string[] } | null = null;
    private looking = false;

    constructor(
        private readonly worker: ReviewWorker,
        private readonly arrived: (place: Place) => void,
    ) {}

    /** Where one is, or is about to be. */
    get seq(): number {
        return this.wanted;
    }

    go(seq: number): void {
        this.wanted = seq;
        if (!this.busy) void this.follow();
    }

    /** To the nearest event of these lanes; if there are none, to the last event until then. */
    async goToTime(time: number, lanes: readonly string[]): Promise<void> {
        this.time = { time, lanes };
        if (this.looking) return;
        this.looking = true;
        while (this.time !== null) {
            const asked = this.time;
            this.time = null;
            this.go(await this.worker.ask("eventAt", asked));
        }
        this.looking = false;
    }

    /** Resolves to whether there was such an event. */
    async step(direction: 1 | -1, of: StepOf): Promise<boolean> {
        const next = await this.worker.ask("step", { from: this.wanted, direction, of });
        if (next !== null) this.go(next);
        return next !== null;
    }

    private async follow(): Promise<void> {
        this.busy = true;
        let shown = -1;
        while (shown !== this.wanted) {
            const seq = this.wanted;
            this.worker.send({ type: "seek", seq });
            const [moment, arrows] = await Promise.all([this.worker.ask("moment", { seq }), this.worker.ask("arrows", { seq })]);
            shown = seq;
            this.arrived({ seq, moment, arrows });
        }
        this.busy = false;
    }
}
