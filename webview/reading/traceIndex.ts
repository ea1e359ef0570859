/** What is asked again and again about a trace: the events and waits of each thread, its lanes, its stops. It grows with the trace. */
import type { ProcessId } from "../../tracer/model/identities";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import type { Held, Lane, Stretch } from "../protocol/questions";
import { RisingNumbers } from "./risingNumbers";

/** Of one thread. */
export interface ThreadEvents {
    /** In rising order. */
    readonly seqs: Uint32Array;
    /** Indices of its waits. */
    readonly waits: Uint32Array;
}

const nanosecondsOfSecond = 1e9;
const mostIdle = 200;
/** Of the whole time: a stretch without events that is shorter is not idle. */
const leastIdle = 1 / 50;
const densityParts = 600;

export class TraceIndex {
    private seen = { events: 0, waits: 0 };
    private readonly own: { readonly seqs: RisingNumbers; readonly waits: RisingNumbers }[] = [];
    private readonly held: Held[] = [];
    private readonly heldSince = new Map<ProcessId, number>();
    private gaps: readonly Stretch[] = [];
    private made: { readonly threads: readonly ThreadEvents[]; readonly lanes: readonly Lane[] } = { threads: [], lanes: [] };

    constructor(readonly trace: RecordedTrace) {
        this.grow();
    }

    /** The trace has grown: what is new of it is looked at. */
    grow(): void {
        const { events, waits, length } = this.trace;
        while (this.own.length < events.threads.all.length) this.own.push({ seqs: new RisingNumbers(), waits: new RisingNumbers() });
        const gaps = [...this.gaps];
        const least = this.end * leastIdle;
        let before = this.time(this.seen.events);
        for (let seq = this.seen.events + 1; seq <= length; seq++) {
            this.own[events.threadNumber(seq)]?.seqs.push(seq);
            const time = this.time(seq);
            if (time - before > least) gaps.push({ from: before, to: time });
            before = time;
            this.seeStop(seq);
        }
        for (let index = this.seen.waits; index < waits.length; index++) this.own[waits.threadNumber(index)]?.waits.push(index);
        this.seen = { events: length, waits: waits.length };
        this.gaps = gaps.filter(({ from, to }) => to - from > least);
        const threads = this.own.map(({ seqs, waits: ofThread }) => ({ seqs: seqs.all, waits: ofThread.all }));
        this.made = { threads, lanes: lanesOf(this.trace, threads) };
    }

    get threads(): readonly ThreadEvents[] {
        return this.made.threads;
    }

    get lanes(): readonly Lane[] {
        return this.made.lanes;
    }

    get stops(): readonly Held[] {
        return this.held;
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
        return this.gaps.slice(0, mostIdle);
    }

    density(): Uint32Array {
        const { events, length } = this.trace;
        const counts = new Uint32Array(densityParts);
        let before = 0;
        for (let part = 0; part < densityParts; part++) {
            const end = (((part + 1) / densityParts) * this.end) / nanosecondsOfSecond;
            const to = part + 1 === densityParts ? length : Math.max(before, events.firstAt(end) - 1);
            counts[part] = to - before;
            before = to;
        }
        return counts;
    }

    private seeStop(seq: number): void {
        const { events } = this.trace;
        const kind = events.kind(seq);
        if (kind !== "processStopped" && kind !== "processResumed") return;
        const process = events.process(seq);
        const time = this.time(seq);
        const from = this.heldSince.get(process);
        if (kind === "processStopped") this.heldSince.set(process, from ?? time);
        else if (from !== undefined && this.heldSince.delete(process)) this.held.push({ process, from, to: time });
    }
}

/** Each process with its first thread; of its other threads those that do something. */
function lanesOf(trace: RecordedTrace, threads: readonly ThreadEvents[]): readonly Lane[] {
    const { events, length } = trace;
    const last = length === 0 ? undefined : trace.stateAt(length);
    const end = length === 0 ? 1 : events.time(length);
    const lanes = events.threads.all.flatMap((thread): Lane[] => {
        const process = last?.processes.get(thread.process);
        const seqs = threads[thread.index]?.seqs;
        const span = { first: seqs?.[0], last: seqs?.at(-1) };
        if (process === undefined || span.first === undefined || span.last === undefined) return [];
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
