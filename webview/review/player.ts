/** Plays a trace: event after event, at a chosen pace. */

export const paces = [1, 2, 5, 10, 30, 100] as const;
export type Pace = (typeof paces)[number];

export class Player {
    private timer: ReturnType<typeof setTimeout> | null = null;
    /** Events a second. */
    pace: Pace = 2;

    constructor(
        /** Resolves to false at the end. */
        private readonly next: () => Promise<boolean>,
        private readonly changed: () => void,
    ) {}

    get playing(): boolean {
        return this.timer !== null;
    }

    toggle = (): void => {
        if (this.playing) this.stop();
        else this.start();
    };

    stop(): void {
        if (this.timer === null) return;
        clearTimeout(this.timer);
        this.timer = null;
        this.changed();
    }

    private start(): void {
        this.timer = setTimeout(() => void this.step(), 0);
        this.changed();
    }

    private async step(): Promise<void> {
        const went = await this.next();
        if (!this.playing) return;
        if (went) this.timer = setTimeout(() => void this.step(), 1000 / this.pace);
        else this.stop();
    }
}
