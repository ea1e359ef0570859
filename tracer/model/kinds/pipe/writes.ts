/** Bytes that go into a pipe: by writes that have returned, and by writes that still wait for room. */
import { withoutFirst } from "../../bytes";
import type { DescriptionId, ProcessId } from "../../identities";
import type { Slot } from "../../slot";
import type { SourceLocation } from "../../sourceLocation";
import { account, settleBytes } from "./amount";
import { addSlots, drainRing, fillRing, pageSize, shortenRing } from "./ring";
import { appendSegment, lengthOf, relabel, takeBackEnd, takeFront } from "./segments";
import type { MutablePipe, WriteInFlight } from "./state";

export interface Write {
    /** seq of the event. */
    readonly write: number;
    readonly process: ProcessId;
    readonly tid: number;
    readonly description: DescriptionId | null;
    readonly source: SourceLocation | null;
    readonly length: number;
    readonly data: Uint8Array | null;
    readonly packet: boolean;
    /** Pages given to the pipe by reference (splice); null: it made copies. */
    readonly slots: readonly Slot[] | null;
}

/** A write begins that may have to wait: what fits is in the pipe from now on. */
export function startWrite(pipe: MutablePipe, write: Write): void {
    const waiting: WriteInFlight = {
        write: write.write,
        process: write.process,
        tid: write.tid,
        description: write.description,
        source: write.source,
        taken: 0,
        offered: write.length,
        data: write.data,
        slots: write.slots,
        packet: write.packet,
        concurrent: pipe.inFlight.length > 0,
    };
    markConcurrent(pipe);
    pipe.inFlight.push(waiting);
    takeFrom(pipe, waiting, true);
    settleBytes(pipe);
}

/**
 * Room was made: the kernel lets the writes that wait go on one at a time, first come first served. One that fills the pipe
 * and is not done waits again behind the others; one that is done lets the next go on if there is room left (fs/pipe.c,
 * anon_pipe_write).
 */
export function continueWrites(pipe: MutablePipe): void {
    for (const waiting of [...pipe.inFlight]) {
        if (waiting.taken === waiting.offered) continue;
        const now = takeFrom(pipe, waiting, false);
        if (now.taken === now.offered || now.slots !== null) continue;
        if (now.taken > waiting.taken) {
            remove(pipe, now);
            pipe.inFlight.push(now);
        }
        return;
    }
}

/** Writes that wait heed O_DIRECT page by page (fs/pipe.c, is_packetized); pages that were given never are packets. */
export function packetize(pipe: MutablePipe, description: DescriptionId, packet: boolean): void {
    pipe.inFlight = pipe.inFlight.map((each) => (each.description === description && each.slots === null ? { ...each, packet } : each));
}

/** A write has returned: what the kernel took of it, and no more, is in the pipe or was read. */
export function finishWrite(pipe: MutablePipe, write: Write): void {
    pipe.written += write.length;
    if (pipe.accounted === null) return;
    const waiting = pipe.inFlight.find((each) => each.tid === write.tid);
    if (waiting === undefined) putWhole(pipe, write);
    else settleWaiting(pipe, waiting, write);
    settleBytes(pipe);
}

/** It did not wait, perhaps since it came before others who do; what was read of it already is not put in again. */
function putWhole(pipe: MutablePipe, write: Write): void {
    const others = pipe.inFlight.length > 0;
    const read = Math.min(pipe.ahead, write.length);
    pipe.ahead -= read;
    markConcurrent(pipe);
    if (others) makeRoomFor(pipe, write.length - read);
    append(pipe, { ...write, slots: withoutFront(write.slots, read) }, read, withoutFirst(write.data, read), others);
}

function withoutFront(slots: readonly Slot[] | null, length: number): readonly Slot[] | null {
    if (slots === null || length === 0) return slots;
    const rest = [...slots];
    drainRing(rest, length, false);
    return rest;
}

function settleWaiting(pipe: MutablePipe, waiting: WriteInFlight, write: Write): void {
    remove(pipe, waiting);
    const rest = write.length - waiting.taken;
    if (rest < 0) {
        takeBack(pipe, waiting.write, -rest);
        if (pipe.inFlight.length > 0 && -rest % pageSize > 0) pipe.doubtful = true;
        continueWrites(pipe);
    } else if (rest > 0) {
        makeRoomFor(pipe, rest);
        append(pipe, { ...write, write: waiting.write }, waiting.taken, waiting.data, waiting.concurrent);
    }
    relabel(pipe.segments, waiting.write, write.write);
}

/**
 * Which of several waiting writes the kernel let go on first is not known before one of them returns. Of a write that took
 * more than was reckoned, another had taken less: as long as that is whole pages, nothing else is different. Otherwise a
 * reader may have made room whose call has not been seen to return, and nobody knows who has got it.
 */
function makeRoomFor(pipe: MutablePipe, length: number): void {
    if (pipe.capacity === null) return;
    let missing = length - fillRing([...pipe.slots], pipe.capacity, length, { first: false, packet: false });
    if (missing === 0) return;
    if (pipe.inFlight.length > 0 && missing % pageSize > 0) pipe.doubtful = true;
    for (let index = pipe.inFlight.length - 1; index >= 0; index--) {
        const other = pipe.inFlight[index];
        if (other === undefined) continue;
        const bytes = Math.min(missing, lengthOf(pipe.segments.filter(({ write }) => write === other.write)));
        if (bytes <= 0) continue;
        pipe.inFlight[index] = { ...other, taken: other.taken - bytes, data: null };
        takeBack(pipe, other.write, bytes);
        missing -= bytes;
    }
    if (missing > 0 && pipe.inFlight.length > 0) pipe.doubtful = true;
}

/** The last bytes that were reckoned to be of that write are not there; where some of them were read, these were the next ones of others. */
function takeBack(pipe: MutablePipe, write: number, length: number): void {
    const wereRead = length - takeBackEnd(pipe.segments, write, length);
    takeFront(pipe.segments, wereRead);
    shortenRing(pipe.slots, length);
    account(pipe, -length);
}

/** A waiting write failed: nothing of it counts. */
export function cancelWrite(pipe: MutablePipe, tid: number): void {
    const waiting = pipe.inFlight.find((each) => each.tid === tid);
    if (waiting === undefined) return;
    remove(pipe, waiting);
    takeBack(pipe, waiting.write, waiting.taken);
    settleBytes(pipe);
}

/** The writer was killed: what is in the pipe stays there, the rest is lost. */
export function abandonWrite(pipe: MutablePipe, tid: number): void {
    const waiting = pipe.inFlight.find((each) => each.tid === tid);
    if (waiting === undefined) return;
    remove(pipe, waiting);
    settleBytes(pipe);
}

/** What fits of a waiting write goes into the pipe; returns the write as it is then. */
function takeFrom(pipe: MutablePipe, waiting: WriteInFlight, first: boolean): WriteInFlight {
    if (pipe.accounted === null || pipe.capacity === null) return waiting;
    const taken =
        waiting.slots === null
            ? fillRing(pipe.slots, pipe.capacity, waiting.offered - waiting.taken, { first, packet: waiting.packet })
            : addSlots(pipe.slots, pipe.capacity, waiting.taken === 0 ? waiting.slots : []);
    if (taken === 0) return waiting;
    appendSegment(pipe.segments, {
        write: waiting.write,
        process: waiting.process,
        source: waiting.source,
        offset: waiting.taken,
        length: taken,
        data: waiting.data?.subarray(0, taken) ?? null,
        concurrent: waiting.concurrent,
    });
    const rest = { ...waiting, taken: waiting.taken + taken, data: withoutFirst(waiting.data, taken) };
    pipe.inFlight[pipe.inFlight.indexOf(waiting)] = rest;
    account(pipe, taken);
    return rest;
}

/** Bytes that the kernel has taken, whether or not the model sees room for them. */
function append(pipe: MutablePipe, write: Write, offset: number, data: Uint8Array | null, concurrent: boolean): void {
    const length = write.length - offset;
    if (length === 0) return;
    if (write.slots === null) fillRing(pipe.slots, Infinity, length, { first: offset === 0, packet: write.packet });
    else pipe.slots.push(...write.slots);
    appendSegment(pipe.segments, {
        write: write.write,
        process: write.process,
        source: write.source,
        offset,
        length,
        data: data?.subarray(0, length) ?? null,
        concurrent,
    });
    account(pipe, length);
}

/** A further write begins: of those under way it is not known whether they come before it. */
function markConcurrent(pipe: MutablePipe): void {
    if (pipe.inFlight.every((each) => each.concurrent)) return;
    const underWay = new Set<number | null>(pipe.inFlight.map((each) => each.write));
    pipe.inFlight = pipe.inFlight.map((each) => ({ ...each, concurrent: true }));
    pipe.segments = pipe.segments.map((segment) => (underWay.has(segment.write) ? { ...segment, concurrent: true } : segment));
}

function remove(pipe: MutablePipe, waiting: WriteInFlight): void {
    pipe.inFlight.splice(pipe.inFlight.indexOf(waiting), 1);
}
