/** Pipes and FIFOs (pipe(7)): nothing read that was not written, no more in them than fits, no end while the other side is open. */
import type { Wait } from "../model/awaits";
import type { Event } from "../model/event";
import { available } from "../model/kinds/pipe/reads";
import { lengthOf, type Segment } from "../model/kinds/pipe/segments";
import type { PipeOrFifo } from "../model/kinds/pipe/state";
import type { Look } from "../model/look";
import { descriptorsWhere } from "../model/objectHolders";
import type { State } from "../model/state";
import { endsOf, type End } from "../model/openFlags";
import type { BytesRead, TakenBytes } from "../model/owners/transfer";
import type { KindRules, Moment } from "./kindRule";

function checkEvent(event: Event, pipe: PipeOrFifo, moment: Moment): readonly string[] {
    if (event.kind === "bytesRead") return event.endOfFile === true ? checkEndOfFile(event, pipe, moment) : checkSource(event, pipe);
    if (event.kind !== "callReturned" || event.error !== "EPIPE") return [];
    const readers = holdersOf(pipe, "read", moment);
    return readers.length > 0 ? [`${event.call} says EPIPE at ${pipe.id} while ${readers.join(", ")} can read it`] : [];
}

function checkEndOfFile(event: BytesRead, pipe: PipeOrFifo, moment: Moment): readonly string[] {
    const call = event.call ?? "a read";
    const writers = holdersOf(pipe, "write", moment);
    if (writers.length > 0) return [`${call} finds the end of ${pipe.id} while ${writers.join(", ")} can write to it`];
    // Another reader may have them, whose call has not been seen to return.
    const others = moment.look.waiting(pipe.id).some(({ tid, awaits }) => tid !== event.tid && awaits.what === "input");
    return pipe.writers === 0 && pipe.bytes !== null && pipe.bytes > 0 && !others
        ? [`${call} finds the end of ${pipe.id} while ${pipe.bytes} bytes are in it`]
        : [];
}

/** Into a FIFO anybody may write who knows its name. */
function checkSource({ segments }: BytesRead, pipe: PipeOrFifo): readonly string[] {
    if (segments === undefined || pipe.accounted === null || pipe.kind === "fifo") return [];
    const pieces = available(pipe);
    const strange = segments.reduce((sum, taken) => sum + (taken.write === null ? 0 : taken.length - coveredBytes(taken, pieces)), 0);
    return strange > 0 ? [`${strange} bytes were read from ${pipe.id} that nobody wrote`] : [];
}

function coveredBytes({ write, offset, length }: TakenBytes, pieces: readonly Segment[]): number {
    let covered = 0;
    for (const piece of pieces) {
        if (piece.write !== write) continue;
        covered += Math.max(0, Math.min(offset + length, piece.offset + piece.length) - Math.max(offset, piece.offset));
    }
    return covered;
}

/** Descriptors with that end, open since before the call began: a FIFO's other end may come between an answer and its record. */
function holdersOf({ id }: PipeOrFifo, end: End, { before, began }: Moment): readonly string[] {
    const holders = descriptorsWhere(before, (each) => each.object === id && each.since < began && endsOf(each).includes(end));
    return holders.map(({ process, fd }) => `descriptor ${fd} of ${process}`);
}

/** A call that moves bytes inside the kernel may have moved some of them before it is seen to return. */
const moving: ReadonlySet<string> = new Set(["splice", "sendfile", "tee"]);

function checkObject(pipe: PipeOrFifo, _look: Look, state: State): readonly string[] {
    const faults: string[] = [];
    if (pipe.ahead > 0 && !isMoving(state)) faults.push(`${pipe.ahead} bytes were read from ${pipe.id} that nobody wrote`);
    const { id, bytes, capacity, segments, slots, inFlight } = pipe;
    if (bytes !== null) {
        if (bytes < 0 || (capacity !== null && bytes > capacity)) faults.push(`${id} holds ${bytes} of ${capacity} bytes`);
        const known = lengthOf(segments);
        if (known !== bytes) faults.push(`${id} holds ${bytes} bytes, of which ${known} have a writer`);
        const inPages = slots.reduce((sum, slot) => sum + slot.pages * slot.length, 0);
        if (inPages !== bytes) faults.push(`${id} holds ${bytes} bytes, but ${inPages} in its pages`);
    }
    for (const { process, taken, offered } of inFlight) {
        if (taken > offered) faults.push(`${id} has ${taken} bytes of the ${offered} that ${process} offers`);
    }
    return faults;
}

function isMoving({ processes }: State): boolean {
    for (const { threads } of processes.values()) {
        for (const { call } of threads.values()) if (call !== null && moving.has(call.call)) return true;
    }
    return false;
}

/** Only of a pipe that is known from its beginning, and without a name, is it certain that nobody else can write. */
function ready(pipe: PipeOrFifo, { awaits }: Wait): string | null {
    if (awaits.what !== "input") return null;
    if (pipe.bytes !== null && pipe.bytes > 0) return `${pipe.bytes} bytes are in ${pipe.id}`;
    return pipe.kind === "pipe" && !pipe.inherited && pipe.writers === 0 ? `nobody can write to ${pipe.id} any more` : null;
}

export const pipeRules: KindRules<PipeOrFifo> = { event: checkEvent, ready, object: checkObject };
