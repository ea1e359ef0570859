/** Bytes that leave a pipe, and which writes they came from. */
import { splitBytes } from "../events/escapedBytes";
import { continueWrites } from "./pipeWrites";
import { drainRing } from "./pipeRing";
import { lengthOf, withoutTaken, type TakenBytes } from "./segments";
import type { Pipe, Segment, WriteInFlight } from "./state";

/** The pipe after a read took these bytes; `copies`: a read, not a splice. */
export function withoutRead(pipe: Pipe, taken: readonly TakenBytes[], copies: boolean): Pipe {
    const length = taken.reduce((sum, each) => sum + each.length, 0);
    const read = pipe.read + length;
    if (pipe.bytes === null) return { ...pipe, read };
    let segments = pipe.segments;
    let inFlight = pipe.inFlight;
    let fromBuffer = 0;
    for (const each of taken) {
        const rest = withoutTaken(segments, each);
        segments = rest.segments;
        fromBuffer += rest.found;
        if (rest.found < each.length) inFlight = withoutOffered(inFlight, each, each.length - rest.found);
    }
    const packet = pipe.slots[0]?.packet === true;
    const drained = drainRing(pipe.slots, fromBuffer, copies);
    if (drained.discarded > 0) segments = withoutFirstBytes(segments, drained.discarded);
    const unexpected = pipe.kind === "fifo" && taken.some((each) => each.write === null);
    const result: Pipe = { ...pipe, segments, inFlight, slots: drained.slots, read, bytes: unexpected ? null : lengthOf(segments) };
    return inFlight.length > 0 ? continueWrites(result, packet) : result;
}

/** The buffer and, behind it, what the waiting writes still offer: all that a read may return, in the expected order. */
export function available(pipe: Pipe): readonly Segment[] {
    return pipe.inFlight.length === 0
        ? pipe.segments
        : [...pipe.segments, ...pipe.inFlight.filter((each) => each.offered > each.taken).map(offeredBy)];
}

function offeredBy(write: WriteInFlight): Segment {
    return {
        write: write.write,
        process: write.process,
        source: write.source,
        offset: write.taken,
        length: write.offered - write.taken,
        data: write.data,
    };
}

/** A reader was seen to have bytes that the model had not yet put into the pipe. */
function withoutOffered(inFlight: readonly WriteInFlight[], taken: TakenBytes, length: number): readonly WriteInFlight[] {
    return inFlight.map((each) => {
        if (each.write !== taken.write) return each;
        const rest = each.data === null ? null : splitBytes(each.data, length)[1];
        return { ...each, taken: each.taken + length, data: rest === "" ? null : rest };
    });
}

function withoutFirstBytes(segments: readonly Segment[], length: number): readonly Segment[] {
    let result = segments;
    let left = length;
    for (let front = result[0]; left > 0 && front !== undefined; front = result[0]) {
        const rest = withoutTaken(result, { write: front.write, offset: front.offset, length: left });
        result = rest.segments;
        left -= rest.found;
    }
    return result;
}
