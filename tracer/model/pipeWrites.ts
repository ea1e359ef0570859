/** Bytes that go into a pipe: by writes that have returned, and by writes that still wait for room. */
import type { SourceLocation } from "../events/event";
import { splitBytes } from "../events/escapedBytes";
import { addSlots, fillRing, shortenRing } from "./pipeRing";
import { lengthOf, relabelled, withoutEnd, withSegment } from "./segments";
import type { Pipe, ProcessId, Slot, WriteInFlight } from "./state";

export interface Write {
    /** seq of the event. */
    readonly write: number;
    readonly process: ProcessId;
    readonly tid: number;
    readonly source: SourceLocation | null;
    readonly length: number;
    readonly data: string | null;
    readonly packet: boolean;
    /** Pages given to the pipe by reference (splice); null: it made copies. */
    readonly slots: readonly Slot[] | null;
}

/** A write begins that may have to wait: what fits is in the pipe from now on. */
export function startWrite(pipe: Pipe, write: Write): Pipe {
    const waiting: WriteInFlight = {
        write: write.write,
        process: write.process,
        tid: write.tid,
        source: write.source,
        taken: 0,
        offered: write.length,
        data: write.data,
        slots: write.slots,
        concurrent: pipe.inFlight.length > 0,
    };
    const before = withConcurrentWrites(pipe);
    return takeFrom({ ...before, inFlight: [...before.inFlight, waiting] }, waiting, write.packet, true);
}

/** Room was made: the waiting writes go on, in the order in which they came. */
export function continueWrites(pipe: Pipe, packet: boolean): Pipe {
    let result = pipe;
    for (const waiting of pipe.inFlight) result = takeFrom(result, waiting, packet, false);
    return result;
}

/** A write has returned: what the kernel took of it, and no more, is in the pipe or was read. */
export function finishWrite(pipe: Pipe, write: Write): Pipe {
    const written = { ...pipe, written: pipe.written + write.length };
    if (pipe.bytes === null) return written;
    const waiting = pipe.inFlight.find((each) => each.tid === write.tid);
    if (waiting === undefined) return append(withConcurrentWrites(written), write, 0, write.data, pipe.inFlight.length > 0);
    const known = withoutInFlight(written, waiting);
    const rest = write.length - waiting.taken;
    const settled =
        rest < 0
            ? continueWrites(takenBack(known, waiting.write, -rest), write.packet)
            : rest > 0
              ? append(withRoomFor(known, rest), { ...write, write: waiting.write }, waiting.taken, waiting.data, waiting.concurrent)
              : known;
    return { ...settled, segments: relabelled(settled.segments, waiting.write, write.write) };
}

/**
 * Which of several waiting writes the kernel let go on first is not known before one of them returns. Of a write that took
 * more than was reckoned, another had taken less.
 */
function withRoomFor(pipe: Pipe, length: number): Pipe {
    if (pipe.capacity === null) return pipe;
    let result = pipe;
    let missing = length - fillRing(pipe.slots, pipe.capacity, length, { first: false, packet: false }).taken;
    for (const other of pipe.inFlight.toReversed()) {
        const bytes = Math.min(missing, lengthOf(result.segments.filter(({ write }) => write === other.write)));
        if (bytes <= 0) continue;
        const less: WriteInFlight = { ...other, taken: other.taken - bytes, data: null };
        result = takenBack({ ...result, inFlight: result.inFlight.map((each) => (each === other ? less : each)) }, other.write, bytes);
        missing -= bytes;
    }
    return result;
}

/** Without the last bytes that were reckoned to be of that write. */
function takenBack(pipe: Pipe, write: number, length: number): Pipe {
    return withBytes(pipe, withoutEnd(pipe.segments, write, length), shortenRing(pipe.slots, length), -length);
}

/** A waiting write failed: nothing of it counts. */
export function cancelWrite(pipe: Pipe, tid: number): Pipe {
    const waiting = pipe.inFlight.find((each) => each.tid === tid);
    if (waiting === undefined) return pipe;
    return takenBack(withoutInFlight(pipe, waiting), waiting.write, waiting.taken);
}

/** The writer was killed: what is in the pipe stays there, the rest is lost. */
export function abandonWrite(pipe: Pipe, tid: number): Pipe {
    const waiting = pipe.inFlight.find((each) => each.tid === tid);
    return waiting === undefined ? pipe : withoutInFlight(pipe, waiting);
}

function takeFrom(pipe: Pipe, waiting: WriteInFlight, packet: boolean, first: boolean): Pipe {
    if (pipe.bytes === null || pipe.capacity === null) return pipe;
    const filled =
        waiting.slots === null
            ? fillRing(pipe.slots, pipe.capacity, waiting.offered - waiting.taken, { first, packet })
            : addSlots(pipe.slots, pipe.capacity, waiting.taken === 0 ? waiting.slots : []);
    if (filled.taken === 0) return pipe;
    const [data, rest] = waiting.data === null ? [null, null] : splitBytes(waiting.data, filled.taken);
    const segments = withSegment(pipe.segments, {
        write: waiting.write,
        process: waiting.process,
        source: waiting.source,
        offset: waiting.taken,
        length: filled.taken,
        data,
        ...(waiting.concurrent && { concurrent: true }),
    });
    const further: WriteInFlight = { ...waiting, taken: waiting.taken + filled.taken, data: rest === "" ? null : rest };
    const inFlight = pipe.inFlight.map((each) => (each.tid === waiting.tid ? further : each));
    return { ...withBytes(pipe, segments, filled.slots, filled.taken), inFlight };
}

/** Bytes that the kernel has taken, whether or not the model sees room for them. */
function append(pipe: Pipe, write: Write, offset: number, data: string | null, concurrent: boolean): Pipe {
    const length = write.length - offset;
    const slots =
        write.slots === null
            ? fillRing(pipe.slots, Infinity, length, { first: offset === 0, packet: write.packet }).slots
            : [...pipe.slots, ...write.slots];
    const kept = data === null ? null : splitBytes(data, length)[0];
    const segments = withSegment(pipe.segments, {
        write: write.write,
        process: write.process,
        source: write.source,
        offset,
        length,
        data: kept,
        ...(concurrent && { concurrent }),
    });
    return withBytes(pipe, segments, slots, length);
}

/** A further write begins: of those under way it is not known whether they come before it. */
function withConcurrentWrites(pipe: Pipe): Pipe {
    if (pipe.inFlight.every((each) => each.concurrent)) return pipe;
    const underWay = new Set<number | null>(pipe.inFlight.map((each) => each.write));
    return {
        ...pipe,
        inFlight: pipe.inFlight.map((each) => ({ ...each, concurrent: true })),
        segments: pipe.segments.map((segment) => (underWay.has(segment.write) ? { ...segment, concurrent: true } : segment)),
    };
}

function withoutInFlight(pipe: Pipe, waiting: WriteInFlight): Pipe {
    return { ...pipe, inFlight: pipe.inFlight.filter((each) => each !== waiting) };
}

function withBytes(pipe: Pipe, segments: Pipe["segments"], slots: Pipe["slots"], added: number): Pipe {
    return { ...pipe, segments, slots, bytes: pipe.bytes === null ? null : pipe.bytes + added };
}
