/** Which part of the time the timeline shows, on how many pixels. */
import type { SlicePart } from "../../protocol/questions";
import type { Warp } from "./warp";

/** So that a nanosecond can be seen. */
const shortest = 20;

export class Scale {
    private constructor(
        readonly warp: Warp,
        /** Of the shown time, in nanoseconds. */
        readonly from: number,
        readonly to: number,
        readonly width: number,
    ) {}

    /** The whole trace. */
    static whole(warp: Warp, width: number): Scale {
        return new Scale(warp, 0, warp.length, Math.max(1, width));
    }

    get isWhole(): boolean {
        return this.from <= 0 && this.to >= this.warp.length;
    }

    /** Nanoseconds of shown time in a pixel. */
    get perPixel(): number {
        return (this.to - this.from) / this.width;
    }

    x(time: number): number {
        return (this.warp.shown(time) - this.from) / this.perPixel;
    }

    time(x: number): number {
        return this.warp.time(this.from + x * this.perPixel);
    }

    /** What is in sight, and `beyond` pixels on both sides of it, in stretches of even time. */
    parts(beyond: number): readonly SlicePart[] {
        const [first, last] = [this.from - beyond * this.perPixel, this.to + beyond * this.perPixel];
        const inside = this.warp.bendsBetween(first, last);
        return [first, ...inside, last].slice(0, -1).map((from, index) => {
            const to = inside[index] ?? last;
            return { from: this.warp.time(from), to: this.warp.time(to), pixels: Math.max(1, (to - from) / this.perPixel) };
        });
    }

    withWidth(width: number): Scale {
        return new Scale(this.warp, this.from, this.to, Math.max(1, width));
    }

    /** The same stretch of the trace's time, with others left out. */
    withWarp(warp: Warp): Scale {
        if (this.isWhole) return Scale.whole(warp, this.width);
        return this.between(warp, warp.shown(this.warp.time(this.from)), warp.shown(this.warp.time(this.to)));
    }

    /** `factor` over 1: larger. What is at `x` stays there. */
    zoomed(factor: number, x: number): Scale {
        const length = Math.min(this.warp.length, Math.max(shortest, (this.to - this.from) / factor));
        const anchor = this.from + x * this.perPixel;
        const from = anchor - (x / this.width) * length;
        return this.between(this.warp, from, from + length);
    }

    /** To later times where `pixels` is positive. */
    panned(pixels: number): Scale {
        const distance = pixels * this.perPixel;
        return this.between(this.warp, this.from + distance, this.to + distance);
    }

    /** Moves only when the moment is not in sight, or too near to an edge. */
    showing(time: number): Scale {
        const x = this.x(time);
        const margin = Math.min(40, this.width / 8);
        if (x >= margin && x <= this.width - margin) return this;
        return this.panned(x - this.width / 2);
    }

    /** A stretch of the trace, with a little around it. */
    around(from: number, to: number): Scale {
        const [first, last] = [this.warp.shown(from), this.warp.shown(to)];
        const length = Math.max(shortest, (last - first) * 1.2);
        return this.between(this.warp, (first + last - length) / 2, (first + last + length) / 2);
    }

    private between(warp: Warp, from: number, to: number): Scale {
        const length = Math.min(warp.length, Math.max(Math.min(shortest, warp.length), to - from));
        const start = Math.max(0, Math.min(from, warp.length - length));
        return new Scale(warp, start, start + length, this.width);
    }
}
