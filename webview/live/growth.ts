/** When the page is told that the trace has grown: seldom enough that telling it takes but a small part of the time. */

/** Milliseconds. */
const leastPause = 150;
/** For one part of telling, so many of doing nothing. */
const pauseShare = 8;

export class Growth {
    private on = false;
    private timer: ReturnType<typeof setTimeout> | null = null;
    private took = 0;

    constructor(private readonly tell: () => void) {}

    follow(on: boolean): void {
        this.on = on;
        if (on) this.soon(0);
        else this.stop();
    }

    grown(): void {
        if (this.on && this.timer === null) this.soon(Math.max(leastPause, this.took * pauseShare));
    }

    /** As soon as what is being done now is done: a stop. */
    grownAtLast(): void {
        if (!this.on) return;
        this.stop();
        this.soon(0);
    }

    private soon(pause: number): void {
        this.stop();
        this.timer = setTimeout(() => {
            this.timer = null;
            const start = performance.now();
            this.tell();
            this.took = performance.now() - start;
        }, pause);
    }

    private stop(): void {
        if (this.timer !== null) clearTimeout(this.timer);
        this.timer = null;
    }
}
