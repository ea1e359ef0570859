/** The whole trace in numbers, as the page shows them. */
import { exitText } from "../../tracer/model/owners/processEvents";
import { summaryOf as summaryOfTrace } from "../../tracer/review/summary/summary";
import type { Summary } from "../protocol/questions";
import { linkTo } from "./moment";
import { waitingOf } from "./sums";
import type { TraceIndex } from "./traceIndex";

const most = 20;
const nanoseconds = (seconds: number): number => Math.round(seconds * 1e9);

export function summaryOf(index: TraceIndex): Summary {
    const { processes, sums, flows, longestWaits, failures, notes } = summaryOfTrace(index.trace);
    return {
        processes: processes.map(({ id, parent, command, began, ended, exit, calls, waited }) => ({
            id,
            parent,
            command,
            lived: nanoseconds((ended ?? index.trace.endTime) - began),
            calls,
            waited: nanoseconds(waited),
            fate: exit === null ? "still there at the end" : exitText(exit),
        })),
        waiting: waitingOf(sums).slice(0, most),
        flows: flows.slice(0, most).map(({ from, to, through, bytes }) => ({ from, to, by: through, bytes })),
        longestWaits: longestWaits
            .slice(0, 5)
            .map(({ from, seconds, object, what }) => ({ event: linkTo(index, from), length: nanoseconds(seconds), for: object ?? what })),
        errors: failures
            .slice(0, most)
            .map(({ call, error, times, first }) => ({ text: `${call}: ${error}`, times, first: linkTo(index, first) })),
        notes,
    };
}
