/** The whole trace in numbers. */
import { exitText } from "../../tracer/model/owners/processEvents";
import type { ProcessId } from "../../tracer/model/identities";
import type { Summary } from "../protocol/questions";
import { linkTo } from "./moment";
import { waitingIn } from "./sums";
import type { TraceIndex } from "./traceIndex";

const most = 20;

export function summaryOf(index: TraceIndex): Summary {
    return {
        processes: processesOf(index),
        waiting: waitingIn(index, { from: 0, to: index.end }).slice(0, most),
        flows: flowsOf(index),
        longestWaits: longestWaits(index),
        errors: errorsOf(index),
        notes: [],
    };
}

function processesOf(index: TraceIndex): Summary["processes"] {
    const { events, waits, length } = index.trace;
    const sums = new Map<ProcessId, { waited: number; written: number; read: number }>();
    const of = (process: ProcessId): { waited: number; written: number; read: number } => {
        const known = sums.get(process) ?? { waited: 0, written: 0, read: 0 };
        sums.set(process, known);
        return known;
    };
    for (const { index: number, thread } of waits.all()) {
        const [from, to] = waits.interval(number);
        of(events.threads.at(thread).process).waited += Math.round((to - from) * 1e9);
    }
    for (let seq = 1; seq <= length; seq++) {
        const kind = events.kind(seq);
        if (kind === "bytesWritten" || kind === "dataSent" || kind === "messageSent") of(events.process(seq)).written += events.bytes(seq);
        if (kind === "bytesRead" || kind === "dataReceived" || kind === "messageReceived") {
            of(events.process(seq)).read += events.bytes(seq);
        }
    }
    const last = index.trace.stateAt(length);
    return index.lanes.flatMap((lane) => {
        if (lane.tid !== null) return [];
        const exit = last.processes.get(lane.process)?.exit ?? null;
        return [{ lane, fate: exit === null ? "still there at the end" : exitText(exit), ...of(lane.process) }];
    });
}

/** Bytes and messages from writer to reader, as far as the trace tells whose they were. */
function flowsOf({ trace: { events, links, length } }: TraceIndex): Summary["flows"] {
    const flows = new Map<string, { from: ProcessId; to: ProcessId; by: string; bytes: number }>();
    for (let seq = 1; seq <= length; seq++) {
        const object = events.object(seq);
        if (object === null || events.bytes(seq) === 0) continue;
        const causes = links.causesOf(seq).filter(({ kind }) => kind === "bytes" || kind === "message");
        for (const { from } of causes) {
            const [writer, reader] = [events.process(from), events.process(seq)];
            const key = `${writer} ${reader} ${object}`;
            const flow = flows.get(key) ?? { from: writer, to: reader, by: object, bytes: 0 };
            // Of several writes in one read each counts its own part, as far as it reaches.
            flow.bytes += causes.length === 1 ? events.bytes(seq) : Math.min(events.bytes(from), events.bytes(seq));
            flows.set(key, flow);
        }
    }
    return [...flows.values()].sort((one, other) => other.bytes - one.bytes).slice(0, most);
}

function longestWaits(index: TraceIndex): Summary["longestWaits"] {
    const { waits } = index.trace;
    const lengths = [...waits.all()].map((wait) => {
        const [from, to] = waits.interval(wait.index);
        return { wait, length: Math.round((to - from) * 1e9) };
    });
    return lengths
        .sort((one, other) => other.length - one.length)
        .slice(0, 5)
        .map(({ wait, length }) => ({ event: linkTo(index, wait.from), length, for: wait.object ?? wait.what }));
}

function errorsOf(index: TraceIndex): Summary["errors"] {
    const { events, length } = index.trace;
    const errors = new Map<string, { times: number; first: number }>();
    for (let seq = 1; seq <= length; seq++) {
        const error = events.error(seq);
        if (error === null) continue;
        const text = `${events.call(seq) ?? events.kind(seq)}: ${error}`;
        const known = errors.get(text) ?? { times: 0, first: seq };
        known.times += 1;
        errors.set(text, known);
    }
    return [...errors]
        .map(([text, { times, first }]) => ({ text, times, first: linkTo(index, first) }))
        .sort((one, other) => other.times - one.times)
        .slice(0, most);
}
