/** The shape of `ipcscope summary --json`: times in seconds, events by their seq. */
import type { RecordedTrace } from "../review/recordedTrace";
import type { TraceSummary } from "../review/summary/summary";

export function summaryJson(summary: TraceSummary, { events }: RecordedTrace): object {
    const { seconds, sums, ended, processes, longestWaits, flows, failures, notes, circumstances } = summary;
    return {
        events: sums.events,
        calls: sums.calls,
        seconds,
        ended,
        processes,
        waiting: {
            seconds: sums.waiting.seconds,
            waits: sums.waiting.waits,
            byObject: sums.waitingByObject,
            byCause: sums.waitingByCause,
            longest: longestWaits.map(({ process, thread, call, object, what, seconds: length, from, to, endedBy }) => ({
                process,
                tid: events.threads.at(thread).tid,
                call,
                object,
                what,
                seconds: length,
                from,
                to,
                endedBy: endedBy === null ? null : { seq: endedBy, process: events.process(endedBy), kind: events.kind(endedBy) },
            })),
        },
        flows,
        failures,
        notes,
        recording: Object.fromEntries(circumstances.map(({ name, value }) => [name, value])),
    };
}
