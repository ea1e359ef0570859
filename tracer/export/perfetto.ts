/**
 * The trace event format that Perfetto's UI and Chrome's trace viewer read: a slice for each event and for each wait, in the track of its
 * thread; an arrow from each cause to its effect; names of processes and threads. Times are microseconds.
 */
import { printable } from "../model/printable";
import type { RecordedTrace } from "../review/recordedTrace";
import { commandName, told, type Told } from "./told";

interface TraceEvent {
    readonly ph: "X" | "M" | "s" | "f";
    readonly pid: number;
    readonly tid: number;
    readonly name: string;
    readonly cat?: string;
    readonly ts?: number;
    readonly dur?: number;
    readonly id?: number;
    readonly bp?: "e";
    readonly args?: Readonly<Record<string, unknown>>;
}

/** Pieces of one JSON text. */
export function* perfetto(trace: RecordedTrace): Generator<string, void, void> {
    let separator = '{"displayTimeUnit":"ns","traceEvents":[\n';
    for (const event of traceEvents(trace)) {
        yield `${separator}${JSON.stringify(event)}`;
        separator = ",\n";
    }
    yield separator.startsWith("{") ? `${separator}]}\n` : "\n]}\n";
}

function* traceEvents(trace: RecordedTrace): Generator<TraceEvent, void, void> {
    const names = new Names();
    const ends = endsOfWaits(trace);
    const late = lateCauses(trace);
    for (const each of told(trace)) {
        yield* names.of(each);
        yield slice(each, ends, late);
    }
    yield* arrows(trace);
}

function microseconds(seconds: number): number {
    return Math.round(seconds * 1e9) / 1e3;
}

/** What takes no time is still seen. */
const shortest = 0.1;

function slice({ event, text }: Told, ends: ReadonlyMap<number, number>, late: ReadonlyMap<number, readonly number[]>): TraceEvent {
    const { seq, pid, tid, kind, source, call, called } = event;
    const [begin, end] = [microseconds(event.time), ends.get(seq)];
    const laterCauses = late.get(seq);
    return {
        ph: "X",
        pid,
        tid,
        name: kind === "callBlocked" ? `waits in ${called ?? call}` : kind,
        cat: kind === "callBlocked" ? "wait" : "event",
        ts: begin,
        dur: end === undefined ? shortest : Math.max(shortest, Math.round(1e3 * (microseconds(end) - begin)) / 1e3),
        args: {
            seq,
            text: printable(text),
            ...(source !== undefined && { source: `${source.file}:${source.line}` }),
            ...(laterCauses !== undefined && { laterCauses }),
        },
    };
}

/** By the seq of their beginning, in seconds; a wait without an end lasts as long as the trace. */
function endsOfWaits({ events, waits, endTime }: RecordedTrace): ReadonlyMap<number, number> {
    const ends = new Map<number, number>();
    for (let index = 0; index < waits.length; index++) {
        const { from, to } = waits.at(index);
        ends.set(from, to === null ? endTime : events.time(to));
    }
    return ends;
}

/** As Chrome writes them: there are readers that do without neither. */
const metadata = { cat: "__metadata", ts: 0 } as const;

class Names {
    private readonly processes = new Map<number, string>();
    private readonly threads = new Set<number>();

    /** What is new of the process and thread of this event: a program has another name after exec. */
    *of({ event, state }: Told): Generator<TraceEvent, void, void> {
        const { process, pid, tid } = event;
        const command = state.processes.get(process)?.command;
        const name = command === undefined ? process : `${process} ${commandName(command)}`;
        if (this.processes.get(pid) !== name) {
            this.processes.set(pid, name);
            yield { ph: "M", pid, tid, name: "process_name", ...metadata, args: { name } };
        }
        if (this.threads.has(tid)) return;
        this.threads.add(tid);
        yield { ph: "M", pid, tid, name: "thread_name", ...metadata, args: { name: tid === pid ? "first thread" : `thread ${tid}` } };
    }
}

/**
 * A reader may be seen to return before the writer that fed it. Perfetto has no arrow back in time, and takes the end of one for the end of another: what would
 * be one is told in words, by the seq of the effect.
 */
function lateCauses(trace: RecordedTrace): ReadonlyMap<number, readonly number[]> {
    const late = new Map<number, number[]>();
    for (let index = 0; index < trace.links.length; index++) {
        const { from, to } = trace.links.at(index);
        if (!isBackInTime(trace, from, to)) continue;
        const known = late.get(to);
        if (known === undefined) late.set(to, [from]);
        else known.push(from);
    }
    return late;
}

function isBackInTime({ events }: RecordedTrace, cause: number, effect: number): boolean {
    return microseconds(events.time(effect)) < microseconds(events.time(cause));
}

function* arrows(trace: RecordedTrace): Generator<TraceEvent, void, void> {
    for (let id = 0; id < trace.links.length; id++) {
        const { from, to, kind } = trace.links.at(id);
        if (isBackInTime(trace, from, to)) continue;
        const [cause, effect] = [trace.event(from), trace.event(to)];
        const common = { name: kind, cat: "cause", id: id + 1 };
        yield { ph: "s", pid: cause.pid, tid: cause.tid, ts: microseconds(cause.time), ...common };
        yield { ph: "f", bp: "e", pid: effect.pid, tid: effect.tid, ts: microseconds(effect.time), ...common };
    }
}
