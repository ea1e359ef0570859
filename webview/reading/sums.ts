/** What a range of a trace comes to. */
import type { Stretch, Sums } from "../protocol/questions";
import type { TraceIndex } from "./traceIndex";

const writing: ReadonlySet<string> = new Set(["bytesWritten", "dataSent", "messageSent"]);
const reading: ReadonlySet<string> = new Set(["bytesRead", "dataReceived", "messageReceived"]);

export function sumsOf(index: TraceIndex, { from, to }: Stretch): Sums {
    const { events, length } = index.trace;
    const first = events.firstAt(from / 1e9 - 1e-10);
    const sums = { events: 0, calls: 0, bytesWritten: 0, bytesRead: 0 };
    for (let seq = first; seq <= length && index.time(seq) <= to; seq++) {
        const kind = events.kind(seq);
        sums.events += 1;
        // A call that waits is told of again when it returns.
        if (events.call(seq) !== null && kind !== "callBlocked" && kind !== "callResumed") sums.calls += 1;
        if (writing.has(kind)) sums.bytesWritten += events.bytes(seq);
        if (reading.has(kind)) sums.bytesRead += events.bytes(seq);
    }
    const waiting = waitingIn(index, { from, to });
    return { ...sums, waiting, waitingInAll: waiting.reduce((sum, { length: each }) => sum + each, 0) };
}

/** Of all threads, by what was waited for; the longest first. */
export function waitingIn({ trace: { waits } }: TraceIndex, { from, to }: Stretch): Sums["waiting"] {
    const byWhat = new Map<string, number>();
    for (const wait of waits.all()) {
        const [begins, ends] = waits.interval(wait.index);
        const length = Math.min(to, ends * 1e9) - Math.max(from, begins * 1e9);
        if (length <= 0) continue;
        const what = wait.object === null ? wait.call : `${wait.call} ${wait.object}`;
        byWhat.set(what, (byWhat.get(what) ?? 0) + length);
    }
    return [...byWhat].map(([what, length]) => ({ what, length: Math.round(length) })).sort((one, other) => other.length - one.length);
}
