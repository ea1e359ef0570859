/** A pipe or a FIFO: its bytes in reading order, its two ends and who holds them. */
import type { ProcessId } from "../../../tracer/model/identities";
import type { Segment } from "../../../tracer/model/kinds/pipe/segments";
import type { PipeOrFifo } from "../../../tracer/model/kinds/pipe/state";
import type { SourceLocation } from "../../../tracer/model/sourceLocation";
import type { State } from "../../../tracer/model/state";
import { baseName } from "../../card/baseName";
import { bytesPreview, cutText } from "../../card/bytesPreview";
import type { Mark, ObjectCardBase, SourceLink } from "../../card/card";
import { channelShape } from "../../card/channelShape";
import { counted, grouped } from "../../card/numberText";
import { processColor } from "../../card/processColor";
import { sourceLink } from "../../card/sourceLink";
import { visibleText } from "../../card/visibleText";
import type { Holders } from "../holders";
import { pipeRemark } from "./remark";

/** A run of buffered bytes from one line of one process. */
export interface ByteRun {
    readonly process: ProcessId | null;
    readonly color: number | null;
    readonly bytes: number;
    readonly writes: number;
    /** The start of the bytes, C escapes as in the trace; null: unknown. */
    readonly text: string | null;
    readonly link: SourceLink | null;
}

/** Who holds one end of a pipe. */
export interface PipeEnd {
    readonly count: number;
    /** "p2 fd 1, p2 fd 4", or what it means that nobody does. */
    readonly holders: string;
}

export interface PipeCard extends ObjectCardBase {
    readonly kind: "pipe" | "fifo";
    /** Inherited from whoever started the program, and never used. */
    readonly unused: boolean;
    /** "created by p1" */
    readonly creator: string | null;
    /** In reading order: the first is read next. */
    readonly runs: readonly ByteRun[];
    /** Runs that did not get a picture of their own. */
    readonly moreRuns: number;
    readonly moreBytes: number;
    readonly bytes: number | null;
    readonly capacity: number | null;
    readonly written: number;
    readonly read: number;
    readonly writeEnd: PipeEnd;
    readonly readEnd: PipeEnd;
    /** Who waits to write more or to open it, or that the order of the bytes is not known yet. */
    readonly remark: string | null;
}

/** More than this many runs do not fit into the tube. */
const shownRuns = 2;
const previewBytes = 48;

export function pipeCard(before: State | null, pipe: PipeOrFifo, holders: Holders | undefined): PipeCard {
    const runs = pipe.bytes === null ? [] : byteRuns(pipe.segments, shownRuns + 1);
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
        link: sourceLink(pipe.createdAt),
        shape: channelShape,
        // Of one whose bytes are unknown there is little to say.
        room: pipe.bytes === null ? "tight" : "full",
        channel: true,
        landmark: false,
        runs: shown,
        moreRuns: hidden.length,
        moreBytes: hidden.reduce((sum, run) => sum + run.bytes, 0),
        bytes: pipe.bytes,
        capacity: pipe.capacity,
        written: pipe.written,
        read: pipe.read,
        writeEnd: endOf(holders?.write ?? [], pipe, "write"),
        readEnd: endOf(holders?.read ?? [], pipe, "read"),
        remark: pipeRemark(pipe, holders?.users.map(({ process }) => process) ?? []),
        mark: markOf(before, pipe),
    };
}

/**
 * Neighbouring writes of one line of code make one run: a thousand small writes stay one picture. `read`: so many of the first runs say what
 * their bytes are.
 */
export function byteRuns(segments: readonly Segment[], read: number): readonly ByteRun[] {
    const runs: { -readonly [Key in keyof ByteRun]: ByteRun[Key] }[] = [];
    /** Of the segment before: most have the same. */
    let source: SourceLocation | null = null;
    let link: SourceLink | null = null;
    for (const segment of segments) {
        if (segment.source !== source) link = sourceLink(segment.source);
        source = segment.source;
        const last = runs.at(-1);
        const goesOn = last !== undefined && last.process === segment.process && last.link?.text === link?.text;
        const isRead = goesOn ? runs.length <= read && last.text?.endsWith("…") !== true : runs.length < read;
        const text = segment.data === null || !isRead ? null : bytesPreview(segment.data, previewBytes);
        if (goesOn) {
            last.bytes += segment.length;
            last.writes += 1;
            if (isRead) last.text = joined(last.text, text);
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
    return cutText(first + second, previewBytes);
}

function creatorOf(pipe: PipeOrFifo): string | null {
    if (pipe.createdBy !== null) return `created by ${pipe.createdBy}`;
    return pipe.inherited ? "older than the trace" : null;
}

/** Inherited from whoever started the program, and never used. */
export function isUnused(pipe: PipeOrFifo): boolean {
    return pipe.inherited && pipe.written + pipe.read === 0;
}

function endOf(holders: readonly string[], pipe: PipeOrFifo, end: "read" | "write"): PipeEnd {
    return { count: holders.length, holders: holders.length === 0 ? nobodyHolds(pipe, end) : holders.join(", ") };
}

/** What it means for the other side. */
function nobodyHolds(pipe: PipeOrFifo, end: "read" | "write"): string {
    if (pipe.inherited) return "nobody that is traced";
    if (pipe.kind === "fifo" && pipe.written === 0) return "nobody yet";
    if (pipe.readers === 0 && pipe.writers === 0) return "nobody";
    if (end === "read") return "nobody: a write fails with EPIPE";
    return pipe.bytes !== null && pipe.bytes > 0 ? "nobody: no more bytes will come" : "nobody: a read finds end of file";
}

function markOf(before: State | null, pipe: PipeOrFifo): Mark {
    if (before === null) return null;
    const previous = before.objects.get(pipe.id);
    if (previous === undefined || !("segments" in previous)) return "new";
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
