/** A pipe or a FIFO: its bytes in reading order, its two ends and who holds them. */
import { isPipe } from "../../tracer/model/objects";
import type { Pipe, Segment, State } from "../../tracer/model/state";
import { bytesPreview } from "./bytesPreview";
import { baseName } from "./kindWords";
import { counted, grouped } from "./numberText";
import type { Holders } from "./pipeHolders";
import { pipeRemark } from "./pipeRemark";
import { isUnused } from "./pipes";
import { processColor } from "./processColor";
import type { ByteRun, Mark, PipeCard, PipeEnd } from "./scene";
import { sourceLink } from "./sourceLink";
import { visibleText } from "./visibleText";

/** More than this many runs do not fit into the tube. */
const shownRuns = 2;
const previewBytes = 48;

export function pipeCard(before: State | null, pipe: Pipe, holders: Holders | undefined): PipeCard {
    const runs = byteRuns(pipe.segments);
    const shown = runs.length <= shownRuns + 1 ? runs : runs.slice(0, shownRuns);
    const hidden = runs.slice(shown.length);
    return {
        kind: pipe.kind,
        id: pipe.id,
        title: pipe.kind === "fifo" && pipe.name !== null ? `FIFO ${baseName(pipe.name)}` : pipe.id,
        path: pipe.name === null ? null : visibleText(pipe.name),
        removed: pipe.removed,
        unused: isUnused(pipe),
        creator: creatorOf(pipe),
        runs: shown,
        moreRuns: hidden.length,
        moreBytes: hidden.reduce((sum, run) => sum + run.bytes, 0),
        bytes: pipe.bytes,
        capacity: pipe.capacity,
        written: pipe.written,
        read: pipe.read,
        writeEnd: endOf(holders?.write ?? [], pipe, "write"),
        readEnd: endOf(holders?.read ?? [], pipe, "read"),
        remark: pipeRemark(pipe, holders?.opening ?? []),
        mark: markOf(before, pipe),
    };
}

/** Neighbouring writes of one line of code make one run: a thousand small writes stay one picture. */
function byteRuns(segments: readonly Segment[]): readonly ByteRun[] {
    const runs: ByteRun[] = [];
    for (const segment of segments) {
        const link = sourceLink(segment.source);
        const last = runs.at(-1);
        const text = segment.data === null ? null : bytesPreview(segment.data, previewBytes);
        if (last !== undefined && last.process === segment.process && last.link?.text === link?.text) {
            runs[runs.length - 1] = { ...last, bytes: last.bytes + segment.length, writes: last.writes + 1, text: joined(last.text, text) };
            continue;
        }
        runs.push({
            process: segment.process,
            color: segment.process === null ? null : processColor(segment.process),
            bytes: segment.length,
            writes: 1,
            text,
            link,
        });
    }
    return runs;
}

function joined(first: string | null, second: string | null): string | null {
    if (first === null || second === null || first.endsWith("…")) return first;
    return bytesPreview(first + second, previewBytes);
}

function creatorOf(pipe: Pipe): PipeCard["creator"] {
    if (pipe.createdBy === null) return pipe.inherited ? { text: "older than the trace", link: null } : null;
    return { text: `created by ${pipe.createdBy}`, link: sourceLink(pipe.createdAt) };
}

function endOf(holders: readonly string[], pipe: Pipe, end: "read" | "write"): PipeEnd {
    return { count: holders.length, holders: holders.length === 0 ? nobodyHolds(pipe, end) : holders.join(", ") };
}

/** What it means for the other side. */
function nobodyHolds(pipe: Pipe, end: "read" | "write"): string {
    if (pipe.inherited) return "nobody that is traced";
    if (pipe.kind === "fifo" && pipe.written === 0) return "nobody yet";
    if (pipe.readers === 0 && pipe.writers === 0) return "nobody";
    if (end === "read") return "nobody: a write ends in SIGPIPE";
    return pipe.bytes !== null && pipe.bytes > 0 ? "nobody: no more bytes will come" : "nobody: a read finds end of file";
}

function markOf(before: State | null, pipe: Pipe): Mark {
    if (before === null) return null;
    const previous = before.objects.get(pipe.id);
    if (previous === undefined || !isPipe(previous)) return "new";
    const written = pipe.written - previous.written;
    const read = pipe.read - previous.read;
    if (written > 0 && read > 0) return `${grouped(written)} in, ${grouped(read)} out`;
    if (written > 0) return `${counted(written, "byte")} in`;
    if (read > 0) return `${counted(read, "byte")} out`;
    if (pipe.removed && !previous.removed) return "name removed";
    if (pipe.capacity !== previous.capacity) return "capacity changed";
    if (pipe.writers === 0 && previous.writers > 0) return "last writer left";
    if (pipe.readers === 0 && previous.readers > 0) return "last reader left";
    return null;
}
