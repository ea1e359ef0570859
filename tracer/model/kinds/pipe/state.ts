/** Pipes and FIFOs: one buffer with two ends (pipe(7), fifo(7)). */
import type { DescriptionId, ProcessId } from "../../identities";
import type { ObjectBase } from "../../kernelObject";
import type { Mutable } from "../../mutable";
import type { Slot } from "../../slot";
import type { SourceLocation } from "../../sourceLocation";
import type { Segment } from "./segments";

/** A write that has not returned: a part of it may be in the buffer, the rest waits in the writer's memory. */
export interface WriteInFlight {
    /** seq of its callBlocked event. */
    readonly write: number;
    readonly process: ProcessId;
    readonly tid: number;
    readonly description: DescriptionId | null;
    readonly source: SourceLocation | null;
    /** Bytes that the kernel has taken so far, as the model reckons. */
    readonly taken: number;
    readonly offered: number;
    /** The bytes not taken yet, as far as they were captured. */
    readonly data: Uint8Array | null;
    /** vmsplice: the pages that it offers; it gives as many as there are places at once, and does not wait for more. */
    readonly slots: readonly Slot[] | null;
    /** O_DIRECT, as its open file description has it now. */
    readonly packet: boolean;
    readonly concurrent: boolean;
}

interface PipeBuffer extends ObjectBase {
    /** Bytes that fit; null: unknown. */
    readonly capacity: number | null;
    readonly segments: readonly Segment[];
    readonly slots: readonly Slot[];
    /** Writes that have not returned, in the order in which the kernel lets them go on. */
    readonly inFlight: readonly WriteInFlight[];
    /**
     * Bytes in the buffer; null: unknown. So it is in a pipe that is older than the trace, while more was written than fits
     * (a reader has made room, and its call has not been seen to return), and while writers wait whose turns are in doubt.
     */
    readonly bytes: number | null;
    /** Bytes of `segments`, whether or not that is what is in the buffer at this moment; null: no account is kept. */
    readonly accounted: number | null;
    /** Bytes of a splice or sendfile that a reader got before that call was seen to return. */
    readonly ahead: number;
    /** Writes have taken other turns than was reckoned: how much of each is in which page is not known until the pipe is empty. */
    readonly doubtful: boolean;
    /** Open file descriptions with read access that traced processes hold. */
    readonly readers: number;
    readonly writers: number;
    /** Bytes so far. */
    readonly written: number;
    readonly read: number;
    readonly createdBy: ProcessId | null;
    readonly createdAt: SourceLocation | null;
}

export interface Pipe extends PipeBuffer {
    readonly kind: "pipe";
}

export interface Fifo extends PipeBuffer {
    readonly kind: "fifo";
}

export type PipeOrFifo = Pipe | Fifo;
export type MutablePipe = Mutable<PipeOrFifo>;

export interface PipeFacts {
    /** Null when unknown; absent: the default. */
    readonly capacity?: number | null;
}
