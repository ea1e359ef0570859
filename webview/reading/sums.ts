/** What a range of a trace comes to. */
import { rangeSums, type RangeSums } from "../../tracer/review/rangeSums";
import type { Stretch, Sums } from "../protocol/questions";
import type { TraceIndex } from "./traceIndex";

const nanosecondsOfSecond = 1e9;

export function sumsOf({ trace }: TraceIndex, { from, to }: Stretch): Sums {
    const sums = rangeSums(trace, from / nanosecondsOfSecond, to / nanosecondsOfSecond);
    const { events, calls, bytes, waiting } = sums;
    return { events, calls, bytes, waiting: waitingOf(sums), waitingInAll: Math.round(waiting.seconds * nanosecondsOfSecond) };
}

/** By object, and what is no object by its cause; the longest first. */
export function waitingOf({ waitingByObject, waitingByCause }: RangeSums): Sums["waiting"] {
    const objects = waitingByObject.flatMap(({ object, seconds }) => (object === null ? [] : [{ what: object, seconds }]));
    const noObjects: ReadonlySet<string> = new Set(["child", "newChild", "time", "signal"]);
    const causes = waitingByCause.filter(({ what }) => noObjects.has(what));
    return [...objects, ...causes]
        .map(({ what, seconds }) => ({ what, length: Math.round(seconds * nanosecondsOfSecond) }))
        .filter(({ length }) => length > 0)
        .sort((one, other) => other.length - one.length);
}
