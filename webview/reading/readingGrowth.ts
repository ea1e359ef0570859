/**
 * When the page of a trace that is still being read is told what is there: as soon as there is something to look at, and then seldom enough that
 * telling it takes but a small part of the time.
 */

/** Shorter traces are read as soon as they could be shown in part. */
export const leastEventsShown = 20_000;
/** Milliseconds. */
const leastPause = 1000;
/** For one part of telling, so many of reading. */
const pauseShare = 10;

export class ReadingGrowth {
    private next = 0;

    constructor(
        private readonly tell: () => void,
        /** A clock. */
        private readonly milliseconds: () => number,
    ) {}

    /** So many events have been read. */
    read(events: number): void {
        if (events < leastEventsShown || this.milliseconds() < this.next) return;
        const start = this.milliseconds();
        this.tell();
        const end = this.milliseconds();
        this.next = end + Math.max(leastPause, (end - start) * pauseShare);
    }
}
