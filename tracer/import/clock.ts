/** The times of a log as nanoseconds since its first line. */
import type { Prefix } from "../strace-parser/logLine";
import type { Nanoseconds } from "../trace/record";

const [second, day] = [1e9, 86_400e9];
/** Of a log without times, so that its events have an order. */
const step = 1000;

export class Clock {
    private first: number | null = null;
    private now: Nanoseconds = 0;
    private days = 0;
    private lastOfDay = 0;
    /** Milliseconds since the epoch of the first line; null: the log does not say. */
    started: number | null = null;
    /** Whether any line had a time. */
    known = false;

    /** Never goes back. */
    at({ time, sinceLast }: Prefix): Nanoseconds {
        if (time !== null) this.moveTo(this.fromFirst(time.seconds * second + time.nanoseconds, time.since === "midnight"));
        else if (sinceLast !== null) this.moveTo(this.now + Math.round(sinceLast * second));
        else this.now += step;
        if (time?.since === "epoch") this.started ??= time.seconds * 1000 + Math.floor(time.nanoseconds / 1e6);
        this.known ||= time !== null || sinceLast !== null;
        return this.now;
    }

    private moveTo(time: Nanoseconds): void {
        this.now = Math.max(this.now, time);
    }

    private fromFirst(absolute: number, ofDay: boolean): Nanoseconds {
        if (ofDay && absolute < this.lastOfDay - day / 2) this.days++;
        if (ofDay) this.lastOfDay = absolute;
        const total = absolute + this.days * day;
        this.first ??= total;
        return total - this.first;
    }
}
