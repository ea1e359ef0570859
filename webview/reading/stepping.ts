/** From one event to the next of a process, of an object, or of those that were found. */
import type { Questions } from "../protocol/questions";
import type { Found } from "./found";
import type { TraceIndex } from "./traceIndex";

/** null: there is none. */
export function stepFrom(index: TraceIndex, { from, direction, of }: Questions["step"], found: Found | null): number | null {
    const { events, length } = index.trace;
    if (of.what === "match" && found !== null) return found.step(from, direction);
    const isMeant = (seq: number): boolean => {
        if (of.what === "process") return events.process(seq) === of.process;
        if (of.what === "object") return events.object(seq) === of.object;
        if (of.what === "card") return events.process(seq) === of.card || events.object(seq) === of.card;
        return true;
    };
    for (let seq = from + direction; seq >= 1 && seq <= length; seq += direction) if (isMeant(seq)) return seq;
    return null;
}

/** The nearest event of these lanes; without lanes, the last event until then. `time`: nanoseconds. */
export function eventAt(index: TraceIndex, time: number, lanes: readonly string[]): number {
    if (lanes.length === 0) return index.trace.events.lastAt(time / 1e9 + 1e-10);
    let best = 0;
    for (const { seqs } of lanes.flatMap((lane) => index.threadsOfLane(lane))) {
        let [low, high] = [0, seqs.length];
        while (low < high) {
            const middle = (low + high) >>> 1;
            if (index.time(seqs[middle] ?? 0) < time) low = middle + 1;
            else high = middle;
        }
        for (const seq of [seqs[low - 1], seqs[low]]) {
            if (seq !== undefined && (best === 0 || Math.abs(index.time(seq) - time) < Math.abs(index.time(best) - time))) best = seq;
        }
    }
    return best;
}
