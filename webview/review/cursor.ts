/** Where one is in the trace. However fast it is moved, one question at a time is asked, and the last place counts. */
import type { Arrow, Moment, StepOf } from "../protocol/questions";
import type { Asked } from "../askedQuestions";

export interface Place {
    /** 0: before the first event. */
    readonly seq: number;
    readonly moment: Moment | null;
    readonly arrows: readonly Arrow[];
}

/** Whoever knows the trace, and draws its moments. */
interface Moments extends Asked {
    send(message: { readonly type: "seek"; readonly seq: number }): void;
}

export class TraceCursor {
    private wanted = 0;
    private busy = false;
    private time: { readonly time: number; readonly lanes: readonly string[] } | null = null;
    private looking = false;
    private steps: Promise<unknown> = Promise.resolve();
    private away = false;
    /** Counts how often one has left: what was on its way then leads nowhere. */
    private visit = 0;

    constructor(
        private readonly worker: Moments,
        private readonly arrived: (place: Place) => void,
        /** From this event on it is the present: nothing is asked about that, since it changes. */
        private readonly present: () => number = () => Infinity,
    ) {}

    /** Where one is, or is about to be. */
    get seq(): number {
        return this.wanted;
    }

    go(seq: number): void {
        this.away = false;
        this.wanted = seq;
        if (!this.busy) void this.follow();
    }

    /** One has gone away from the past, to this event, which is the present. */
    leave(seq: number): void {
        this.away = true;
        this.visit += 1;
        this.time = null;
        this.wanted = seq;
    }

    /** The present, where one may be, is now at this event. */
    presentIs(seq: number): void {
        if (this.away) this.wanted = seq;
    }

    /** To the nearest event of these lanes; if there are none, to the last event until then. */
    async goToTime(time: number, lanes: readonly string[]): Promise<void> {
        this.time = { time, lanes };
        if (this.looking) return;
        this.looking = true;
        while (this.time !== null) {
            const asked = this.time;
            this.time = null;
            const { visit } = this;
            const seq = await this.worker.ask("eventAt", asked);
            if (visit === this.visit) this.go(seq);
        }
        this.looking = false;
    }

    /** From where the steps before it lead, however fast they come. Resolves to whether there was such an event. */
    step(direction: 1 | -1, of: StepOf): Promise<boolean> {
        const { visit } = this;
        const step = this.steps.then(() => this.takeStep(direction, of, visit));
        this.steps = step;
        return step;
    }

    private async takeStep(direction: 1 | -1, of: StepOf, visit: number): Promise<boolean> {
        const next = await this.worker.ask("step", { from: this.wanted, direction, of });
        if (next !== null && visit === this.visit) this.go(next);
        return next !== null;
    }

    private async follow(): Promise<void> {
        this.busy = true;
        let shown = -1;
        while (shown !== this.wanted && !this.away) {
            const { visit, wanted: seq } = this;
            if (seq >= this.present()) {
                shown = seq;
                this.arrived({ seq, moment: null, arrows: [] });
                continue;
            }
            this.worker.send({ type: "seek", seq });
            const [moment, arrows] = await Promise.all([this.worker.ask("moment", { seq }), this.worker.ask("arrows", { seq })]);
            if (visit !== this.visit) continue;
            shown = seq;
            this.arrived({ seq, moment, arrows });
        }
        this.busy = false;
    }
}
