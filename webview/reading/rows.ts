/** The events as rows of a list, in the order that was asked for. */
import { eventJson } from "../../tracer/model/eventJson";
import type { Answers, EventRow, Questions, RowOrder } from "../protocol/questions";
import type { Found } from "./found";
import { linkTo } from "./moment";
import type { TraceIndex } from "./traceIndex";

/** Of more rows nothing can be done with a clipboard. */
const mostCopied = 100_000;

export class Rows {
    /** By order, and whether only what was found: the events from the least to the greatest. */
    private readonly sorted = new Map<string, Uint32Array>();
    private sortedFor: Found | null = null;

    constructor(private readonly index: TraceIndex) {}

    rows({ order, descending, onlyMatches, start, count }: Questions["rows"], found: Found | null): Answers["rows"] {
        const chosen = onlyMatches ? found : null;
        const all = this.inOrder(order, chosen);
        const total = all?.length ?? this.index.trace.length;
        const rows: EventRow[] = [];
        for (let at = start; at < Math.min(total, start + count); at++) {
            const place = descending ? total - 1 - at : at;
            rows.push(rowOf(this.index, all === null ? place + 1 : (all[place] ?? 1)));
        }
        return { total, rows };
    }

    text({ order, descending, onlyMatches, within, form }: Questions["text"], found: Found | null): Answers["text"] {
        const { length } = this.index.trace;
        const all = this.inOrder(order, onlyMatches ? found : null) ?? Uint32Array.from({ length }, (_, at) => at + 1);
        const isWithin = (seq: number): boolean => {
            const time = this.index.time(seq);
            return within === null || (time >= within.from && time <= within.to);
        };
        const rows = within === null ? all : all.filter(isWithin);
        const chosen = descending ? rows.slice().reverse().slice(0, mostCopied) : rows.slice(0, mostCopied);
        // One event after the other: the state of the next is near then.
        const lines = new Map<number, string>();
        for (const seq of chosen.slice().sort()) lines.set(seq, this.line(seq, form));
        return { text: Array.from(chosen, (seq) => `${lines.get(seq)}\n`).join(""), copied: chosen.length, total: rows.length };
    }

    private line(seq: number, form: "text" | "json"): string {
        const { trace } = this.index;
        if (form === "json") return JSON.stringify(eventJson(trace.event(seq), trace.stateAt(seq)));
        const { text, time, process, object, source } = rowOf(this.index, seq);
        const where = source === null ? "" : `\t${source.file}:${source.line}`;
        return `${seq}\t${(time / 1e9).toFixed(9)}\t${process}\t${text}\t${object ?? ""}${where}`;
    }

    /** null: all, in the order of time. */
    private inOrder(order: RowOrder, found: Found | null): Uint32Array | null {
        if (order === "time") return found?.seqs ?? null;
        if (found !== this.sortedFor) this.sorted.clear();
        this.sortedFor = found;
        const known = this.sorted.get(order);
        if (known !== undefined) return known;
        const { events, length } = this.index.trace;
        const seqs = found?.seqs.slice() ?? Uint32Array.from({ length }, (_, at) => at + 1);
        const keys = new Float64Array(length + 1);
        for (const seq of seqs) keys[seq] = order === "size" ? events.bytes(seq) : (events.duration(seq) ?? -1);
        seqs.sort((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0) || one - other);
        this.sorted.set(order, seqs);
        return seqs;
    }
}

export function rowOf(index: TraceIndex, seq: number): EventRow {
    const { events } = index.trace;
    const duration = events.duration(seq);
    const link = linkTo(index, seq);
    return {
        ...link,
        text: `${link.text}${events.object(seq) === null ? "" : ` · ${events.object(seq)}`}`,
        tid: events.thread(seq).tid,
        kind: events.kind(seq),
        object: events.object(seq),
        length: events.bytes(seq) === 0 ? null : events.bytes(seq),
        duration: duration === null ? null : Math.round(duration * 1e9),
    };
}

export function eventsOfLine(index: TraceIndex, file: string, line: number): readonly EventRow[] {
    const name = file.slice(file.lastIndexOf("/") + 1);
    const rows: EventRow[] = [];
    for (let seq = 1; seq <= index.trace.length && rows.length < mostOfLine; seq++) {
        const { source } = index.trace.event(seq);
        // A trace from another machine has its sources elsewhere.
        if (source?.line === line && (source.file === file || source.file.endsWith(`/${name}`))) rows.push(rowOf(index, seq));
    }
    return rows;
}

const mostOfLine = 1000;
