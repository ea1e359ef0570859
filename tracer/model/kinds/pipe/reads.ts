/** Bytes that leave a pipe, and which writes they came from. */
import { withoutFirst } from "../../bytes";
import type { TakenBytes } from "../../owners/transfer";
import { settleBytes } from "./amount";
import { drainRing } from "./ring";
import { lengthOf, takeOut, type Segment } from "./segments";
import type { MutablePipe, PipeOrFifo, WriteInFlight } from "./state";
import { continueWrites } from "./writes";

/** A read took these bytes; `copies`: a read, not a splice. */
export function takeBytes(pipe: MutablePipe, taken: readonly TakenBytes[], copies: boolean): void {
    for (const each of taken) pipe.read += each.length;
    if (pipe.accounted === null) return;
    let fromBuffer = 0;
    for (const each of taken) {
        if (each.write === null) pipe.ahead += each.length;
        const found = takeOut(pipe.segments, each);
        fromBuffer += found;
        if (found < each.length) takeOffered(pipe.inFlight, each, each.length - found);
    }
    const discarded = drainRing(pipe.slots, fromBuffer, copies);
    if (discarded > 0) takeFirst(pipe.segments, discarded);
    const unexpected = pipe.kind === "fifo" && taken.some((each) => each.write === null);
    pipe.accounted = unexpected ? null : lengthOf(pipe.segments);
    if (pipe.inFlight.length > 0) continueWrites(pipe);
    settleBytes(pipe);
}

/** The buffer and, behind it, what the waiting writes still offer: all that a read may return, in the expected order. */
export function available(pipe: PipeOrFifo | MutablePipe): readonly Segment[] {
    const offering = pipe.inFlight.filter((each) => each.offered > each.taken);
    return offering.length === 0 ? pipe.segments : [...pipe.segments, ...offering.map(offeredBy)];
}

function offeredBy(write: WriteInFlight): Segment {
    return {
        write: write.write,
        process: write.process,
        source: write.source,
        offset: write.taken,
        length: write.offered - write.taken,
        data: write.data,
        concurrent: write.concurrent,
    };
}

/** A reader was seen to have bytes that the model had not yet put into the pipe. */
function takeOffered(inFlight: WriteInFlight[], taken: TakenBytes, length: number): void {
    for (const [index, each] of inFlight.entries()) {
        if (each.write === taken.write) inFlight[index] = { ...each, taken: each.taken + length, data: withoutFirst(each.data, length) };
    }
}

function takeFirst(segments: Segment[], length: number): void {
    let left = length;
    for (let front = segments[0]; left > 0 && front !== undefined; front = segments[0]) {
        left -= takeOut(segments, { write: front.write, offset: front.offset, length: left });
    }
}
