/** What is to be drawn in a lane: in time bounded by pixels, whatever the number of events. */
import { markSize, spanSize, type LaneSlice, type SlicePart } from "../protocol/questions";
import { strongerLook, waitLook } from "./looks";
import type { Found } from "./found";
import type { ThreadEvents, TraceIndex } from "./traceIndex";

/** A wait that is shorter than this part of a pixel is not drawn; alike ones with less than a pixel between them are one. */
const leastSeen = 0.4;
/** Of many events at one place these are looked at. */
const sampled = 12;

export class Slicer {
    constructor(
        private readonly index: TraceIndex,
        /** By seq: index of a mark's look. */
        private readonly lookOf: (seq: number) => number,
        private readonly found: () => Found | null,
    ) {}

    slice(lane: string, members: readonly string[], parts: readonly SlicePart[]): LaneSlice {
        const threads = members.flatMap((member) => this.index.threadsOfLane(member));
        const labels: string[] = [];
        const spans: number[] = [];
        const marks: number[] = [];
        for (const part of parts) {
            this.addMarks(threads, part, marks);
            for (const thread of threads) this.addSpans(thread, part, spans, labels);
        }
        return { lane, marks: Float64Array.from(marks), spans: Float64Array.from(spans), labels };
    }

    private addMarks(threads: readonly ThreadEvents[], { from, to, pixels }: SlicePart, marks: number[]): void {
        const perPixel = Math.max(1, (to - from) / pixels);
        const places = new Map<number, number>();
        const found = this.found();
        for (const { seqs } of threads) {
            let at = this.firstAt(seqs, from, 0);
            while (at < seqs.length) {
                const seq = seqs[at] ?? 0;
                const time = this.index.time(seq);
                if (time >= to) break;
                const pixel = Math.floor((time - from) / perPixel);
                const next = this.firstAt(seqs, from + (pixel + 1) * perPixel, at + 1);
                const lastSeq = seqs[next - 1] ?? seq;
                const matches = found === null ? 0 : found.between(seqs, at, next);
                const look = this.lookOfRun(seqs, at, next, found);
                const known = places.get(pixel);
                if (known === undefined) {
                    places.set(pixel, marks.length);
                    marks.push(time, this.index.time(lastSeq), seq, next - at, look, matches);
                } else {
                    marks[known] = Math.min(marks[known] ?? time, time);
                    marks[known + 1] = Math.max(marks[known + 1] ?? 0, this.index.time(lastSeq));
                    marks[known + 3] = (marks[known + 3] ?? 0) + next - at;
                    marks[known + 4] = strongerLook(marks[known + 4] ?? 0, look);
                    marks[known + markSize - 1] = (marks[known + markSize - 1] ?? 0) + matches;
                }
                at = next;
            }
        }
    }

    private lookOfRun(seqs: Uint32Array, from: number, to: number, found: Found | null): number {
        const step = Math.max(1, Math.floor((to - from) / sampled));
        let look = 0;
        for (let at = from; at < to; at += step) {
            const seq = seqs[at] ?? 0;
            if (found === null || found.has(seq) || to - from > sampled) look = strongerLook(look, this.lookOf(seq));
        }
        return look;
    }

    private addSpans({ waits: own }: ThreadEvents, { from, to, pixels }: SlicePart, spans: number[], labels: string[]): void {
        const { waits } = this.index.trace;
        const perPixel = (to - from) / pixels;
        const fromOf = (at: number): number => waits.begins(own[at] ?? 0) * 1e9;
        // A thread has one wait at a time: only the one before may reach into the part.
        let at = Math.max(0, lowerBound(own.length, (index) => fromOf(index) >= from) - 1);
        let last = -1;
        while (at < own.length) {
            const begins = fromOf(at);
            const ends = waits.ends(own[at] ?? 0) * 1e9;
            if (begins >= to) break;
            if (ends > from && ends - begins >= perPixel * leastSeen) {
                const wait = waits.at(own[at] ?? 0);
                const label = `${wait.call}${wait.object === null ? "" : `: ${wait.object}`}`;
                let number = labels.indexOf(label);
                if (number < 0) number = labels.push(label) - 1;
                const look = waitLook(wait.what);
                const goesOn = last >= 0 && spans[last + 3] === look && spans[last + 4] === number;
                if (goesOn && begins - (spans[last + 1] ?? 0) < perPixel) spans[last + 1] = Math.min(ends, to);
                else last = spans.push(Math.max(begins, from), Math.min(ends, to), wait.from, look, number) - spanSize;
            }
            const shown = begins + perPixel;
            at = ends >= shown ? at + 1 : Math.max(at + 1, lowerBound(own.length, (index) => fromOf(index) >= shown, at + 1) - 1);
        }
    }

    private firstAt(seqs: Uint32Array, time: number, from: number): number {
        return lowerBound(seqs.length, (at) => this.index.time(seqs[at] ?? 0) >= time, from);
    }
}

/** The first index for which it holds; it must hold for all after that. Near ones are found sooner. */
function lowerBound(length: number, holds: (index: number) => boolean, from = 0): number {
    let step = 1;
    let low = from;
    while (low + step < length && !holds(low + step)) {
        low += step;
        step *= 2;
    }
    let high = Math.min(length, low + step + 1);
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (holds(middle)) high = middle;
        else low = middle + 1;
    }
    return low;
}
