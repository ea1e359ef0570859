/** The whole trace in numbers, as the page shows them. */
import { exitText } from "../../tracer/model/owners/processEvents";
import { summaryOf as summaryOfTrace } from "../../tracer/review/summary/summary";
import type { ProcessId } from "../../tracer/model/identities";
import type { Stretch, Summary } from "../protocol/questions";
import { linkTo } from "./moment";
import { waitingOf } from "./sums";
import type { TraceIndex } from "./traceIndex";

const most = 20;
/** A wait that is shorter than this part of the trace cannot be seen. */
const leastSeen = 1 / 400;
const mostWaits = 100;
const nanoseconds = (seconds: number): number => Math.round(seconds * 1e9);

export function summaryOf(index: TraceIndex): Summary {
    const { processes, sums, flows, longestWaits, failures, notes, circumstances } = summaryOfTrace(index.trace);
    return {
        processes: processes.map(({ id, parent, command, began, ended, exit, calls, waited }) => ({
            id,
            parent,
            command,
            first: firstOf(index, id),
            began: nanoseconds(began),
            lived: nanoseconds((ended ?? index.trace.endTime) - began),
            calls,
            waited: nanoseconds(waited),
            waits: waitsOf(index, id),
            fate: exit === null ? "still there at the end" : exitText(exit),
        })),
        end: index.end,
        waiting: waitingOf(sums).slice(0, most),
        flows: flows.slice(0, most).map(({ from, to, through, bytes }) => ({ from, to, by: through, bytes })),
        longestWaits: longestWaits
            .slice(0, 5)
            .map(({ from, seconds, object, what }) => ({ event: linkTo(index, from), length: nanoseconds(seconds), for: object ?? what })),
        errors: failures
            .slice(0, most)
            .map(({ call, error, times, first }) => ({ text: `${call}: ${error}`, times, first: linkTo(index, first) })),
        notes,
        circumstances,
    };
}

function firstOf({ trace, threads }: TraceIndex, process: ProcessId): number {
    const own = trace.events.threads.all.filter((thread) => thread.process === process);
    return Math.min(trace.length, ...own.map(({ index }) => threads[index]?.seqs[0] ?? Infinity));
}

function waitsOf({ trace, threads, end }: TraceIndex, process: ProcessId): readonly Stretch[] {
    const [own, other] = trace.events.threads.all.filter((thread) => thread.process === process);
    if (own === undefined || other !== undefined) return [];
    const waits = Array.from(threads[own.index]?.waits ?? [], (wait): Stretch => {
        const [from, to] = trace.waits.interval(wait);
        return { from: nanoseconds(from), to: nanoseconds(to) };
    });
    return waits
        .filter(({ from, to }) => to - from >= end * leastSeen)
        .sort((one, two) => two.to - two.from - (one.to - one.from))
        .slice(0, mostWaits);
}
