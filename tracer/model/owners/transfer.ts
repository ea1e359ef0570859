/** Bytes that move between a process and an object through a descriptor; the open file description owns the offset. */
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";
import type { Slot } from "../slot";

export interface Payload {
    /** The bytes, as far as they were captured; absent: none were. */
    readonly data?: Uint8Array;
    /** The payload was capped. */
    readonly truncated?: boolean;
}

/** Bytes of one write, as a read took them. */
export interface TakenBytes {
    /** seq of the write; null: bytes that no traced write is known to have put there. */
    readonly write: number | null;
    readonly offset: number;
    readonly length: number;
}

export interface BytesWritten extends EventBase, Payload {
    readonly kind: "bytesWritten";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    /** Bytes that the kernel took. */
    readonly length: number;
    readonly result: number;
    /** Bytes that the call was to move; absent: not known. */
    readonly asked?: number;
    /** The description's offset afterwards; null: it has none, or it is unknown. */
    readonly offset: number | null;
    /** pwrite: where in the file; the description's offset stays. */
    readonly at?: number;
    /** O_DIRECT pipe: the bytes form packets of their own. */
    readonly packet?: boolean;
    /** Bytes moved inside the kernel (splice, sendfile, tee): where from. */
    readonly from?: ObjectId;
    /** Into a pipe by reference (splice, vmsplice): the pages that it holds now, instead of copies of its own. */
    readonly slots?: readonly Slot[];
}

export interface BytesRead extends EventBase, Payload {
    readonly kind: "bytesRead";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    readonly length: number;
    readonly result: number;
    /** Bytes that the call was to move; absent: not known. */
    readonly asked?: number;
    readonly offset: number | null;
    /** pread: where in the file; the description's offset stays. */
    readonly at?: number;
    /** Which writes the bytes came from, in order, where the object keeps account of that. */
    readonly segments?: readonly TakenBytes[];
    /** read returned 0. */
    readonly endOfFile?: boolean;
    /** tee: the bytes stay. */
    readonly consumed?: boolean;
    /** Not copied by a read: what was left of a packet stays. */
    readonly spliced?: boolean;
}

/** Bytes move, now or later, and nothing tells which (io_submit(2)): what the object holds is not known from here on. */
export interface UnseenTransfer extends EventBase {
    readonly kind: "unseenTransfer";
    readonly fd: number;
    readonly object: ObjectId;
    readonly direction: "into" | "out of";
}

export type TransferEvent = BytesWritten | BytesRead | UnseenTransfer;
