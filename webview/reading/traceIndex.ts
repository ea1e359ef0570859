/** What is asked again and again about a trace that has been read: the events and waits of each thread, and its lanes. */
import type { ProcessId } from "../../tracer/model/identities";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import type { Held, Lane, Stretch } from "../protocol/questions";

/** Of one thread. */
export interface ThreadEvents {
    /** In rising order. */
    readonly seqs: Uint32Array;
    /** Indices of its waits. */
    readonly waits: Uint32Array;
}

const nanosecondsOfSecond = 1e9;
const mostIdle = 200;
const densityParts = 600;

export class TraceIndex {
    readonly threads: readonly ThreadEvents[];
    readonly lanes: readonly Lane[];
    readonly stops: readonly Held[];

    constructor(readonly trace: RecordedTrace) {
        this.threads = threadsOf(trace);
        this.lanes = lanesOf(trace);
        this.stops = stopsOf(trace);
    }

    /** Nanoseconds. */
    time(seq: number): number {
        return seq === 0 ? 0 : Math.round(this.trace.events.time(seq) * nanosecondsOfSecond);
    }

    get end(): number {
        return this.trace.length === 0 ? 1 : Math.max(1, this.time(this.trace.length));
    }

    /** Of a lane with all its threads. */
    threadsOfLane(id: string): readonly ThreadEvents[] {
        const lane = this.lanes.find((each) => each.id === id);
        if (lane === undefined) return [];
        const own = this.lanes.flatMap((each) => (each.process === lane.process && each.tid !== null ? [each.tid] : []));
        return this.trace.events.threads.all.flatMap(({ process, tid, index }) => {
            const isMeant = process === lane.process && (lane.tid === null ? !own.includes(tid) : tid === lane.tid);
            const events = this.threads[index];
            return isMeant && events !== undefined ? [events] : [];
        });
    }

    laneOf(seq: number): string {
        const { process, tid } = this.trace.events.thread(seq);
        return this.lanes.find((lane) => lane.process === process && lane.tid === tid)?.id ?? process;
    }

    /** The longest stretches without an event, in rising order. */
    idle(): readonly Stretch[] {
        const { length } = this.trace;
        const least = this.end / 50;
        const gaps: Stretch[] = [];
        for (let seq = 1, before = 0; seq <= length; seq++) {
            const time = this.time(seq);
            if (time - before > least) gaps.push({ from: before, to: time });
            before = time;
        }
        return gaps.slice(0, mostIdle);
    }

    density(): Uint32Array {
        const counts = new Uint32Array(densityParts);
        for (let seq = 1; seq <= this.trace.length; seq++) {
            const part = Math.min(densityParts - 1, Math.floor((this.time(seq) / this.end) * densityParts));
            counts[part] = (counts[part] ?? 0) + 1;
        }
        return counts;
    }
}

function threadsOf({ events, waits, length }: RecordedTrace): readonly ThreadEvents[] {
    const counts = new Uint32Array(events.threads.all.length);
    for (let seq = 1; seq <= length; seq++) counts[events.threadNumber(seq)] = (counts[events.threadNumber(seq)] ?? 0) + 1;
    const seqs = Array.from(counts, (count) => new Uint32Array(count));
    counts.fill(0);
    for (let seq = 1; seq <= length; seq++) {
        const thread = events.threadNumber(seq);
        const at = counts[thread] ?? 0;
        const own = seqs[thread];
        if (own !== undefined) own[at] = seq;
        counts[thread] = at + 1;
    }
    const ofThreads: number[][] = seqs.map(() => []);
    for (const { index, thread } of waits.all()) ofThreads[thread]?.push(index);
    return seqs.map((own, thread) => ({ seqs: own, waits: Uint32Array.from(ofThreads[thread] ?? []) }));
}

/** Each process with its first thread; of its other threads those that do something. */
function lanesOf(trace: RecordedTrace): readonly Lane[] {
    const { events, length } = trace;
    const last = length === 0 ? undefined : trace.stateAt(length);
    const end = length === 0 ? 1 : events.time(length);
    const seen = new Map<number, { first: number; last: number }>();
    for (let seq = 1; seq <= length; seq++) {
        const known = seen.get(events.threadNumber(seq));
        if (known === undefined) seen.set(events.threadNumber(seq), { first: seq, last: seq });
        else known.last = seq;
    }
    const lanes = events.threads.all.flatMap((thread): Lane[] => {
        const process = last?.processes.get(thread.process);
        const span = seen.get(thread.index);
        if (process === undefined || span === undefined) return [];
        const isFirst = thread.tid === thread.pid;
        const over = isFirst ? process.exit !== null : events.kind(span.last) === "threadExited" || process.exit !== null;
        return [
            {
                id: isFirst ? process.id : `${process.id}/${thread.tid}`,
                process: process.id,
                pid: process.pid,
                tid: isFirst ? null : thread.tid,
                parent: process.parent,
                program: programOf(process.command),
                from: Math.round(events.time(span.first) * nanosecondsOfSecond),
                to: Math.round((over ? events.time(span.last) : end) * nanosecondsOfSecond),
            },
        ];
    });
    const processes = [...new Set(lanes.map(({ process }) => process))].sort((one, other) => numberOf(one) - numberOf(other));
    return processes.flatMap((process) => {
        const own = lanes.filter((lane) => lane.process === process);
        const first = own.find(({ tid }) => tid === null);
        if (first === undefined) return own.map((lane, index) => (index === 0 ? { ...lane, id: process, tid: null } : lane));
        return [first, ...own.filter((lane) => lane !== first)];
    });
}

/** In the order of their births. */
function numberOf(process: ProcessId): number {
    return Number(process.slice(1));
}

/** "wc", of "/usr/bin/wc -l". */
function programOf(command: string): string {
    const [program = ""] = command.split(" ", 1);
    return program.slice(program.lastIndexOf("/") + 1);
}

function stopsOf(trace: RecordedTrace): readonly Held[] {
    const { events, length } = trace;
    const kinds = ["processStopped", "processResumed"].map((name) => events.kindNames.known(name));
    if (kinds[0] === undefined) return [];
    const stops: Held[] = [];
    const since = new Map<string, number>();
    for (let seq = 1; seq <= length; seq++) {
        const kind = events.kindNumber(seq);
        if (!kinds.includes(kind)) continue;
        const process = events.process(seq);
        const time = Math.round(events.time(seq) * nanosecondsOfSecond);
        const from = since.get(process);
        if (kind === kinds[0]) since.set(process, from ?? time);
        else if (from !== undefined && since.delete(process)) stops.push({ process, from, to: time });
    }
    return stops;
}
