/** What was done, and waited for, from one moment to another. */
import type { Awaits } from "../model/awaits";
import type { ObjectId } from "../model/identities";
import type { RecordedTrace } from "./recordedTrace";

export interface WaitingSum {
    readonly waits: number;
    /** Of all threads together, within the range. */
    readonly seconds: number;
}

export interface RangeSums {
    readonly events: number;
    /** Calls that returned. */
    readonly calls: number;
    /** That calls have put in and taken out, of whatever object. */
    readonly bytes: number;
    readonly waiting: WaitingSum;
    /** The longest first. Null: what is no object. */
    readonly waitingByObject: readonly (WaitingSum & { readonly object: ObjectId | null })[];
    readonly waitingByCause: readonly (WaitingSum & { readonly what: Awaits["what"] })[];
}

/** Seconds since the start of the trace; events at both moments count. */
export function rangeSums(trace: RecordedTrace, from: number, to: number): RangeSums {
    const { events, waits } = trace;
    const [first, last] = [events.firstAt(from), events.lastAt(to)];
    let [calls, bytes] = [0, 0];
    for (let seq = first; seq <= last; seq++) {
        if (events.isReturn(seq)) calls += 1;
        bytes += events.bytes(seq);
    }
    const all = new Sums<null>();
    const byObject = new Sums<ObjectId | null>();
    const byCause = new Sums<Awaits["what"]>();
    for (let index = 0; index < waits.length; index++) {
        const [began, ended] = waits.interval(index);
        if (began > to) break;
        if (ended < from) continue;
        const seconds = Math.min(ended, to) - Math.max(began, from);
        const { object, what } = waits.at(index);
        all.add(null, seconds);
        byObject.add(object, seconds);
        byCause.add(what, seconds);
    }
    return {
        events: Math.max(0, last - first + 1),
        calls,
        bytes,
        waiting: all.of(null),
        waitingByObject: byObject.list().map(([object, sum]) => ({ object, ...sum })),
        waitingByCause: byCause.list().map(([what, sum]) => ({ what, ...sum })),
    };
}

class Sums<Key> {
    private readonly sums = new Map<Key, WaitingSum>();

    add(key: Key, seconds: number): void {
        const { waits, seconds: before } = this.of(key);
        this.sums.set(key, { waits: waits + 1, seconds: before + seconds });
    }

    of(key: Key): WaitingSum {
        return this.sums.get(key) ?? { waits: 0, seconds: 0 };
    }

    /** The longest first. */
    list(): readonly [Key, WaitingSum][] {
        return [...this.sums].sort(([, one], [, other]) => other.seconds - one.seconds);
    }
}
