/** What a kind of object says about bytes that move through descriptors of it. */
import type { TakenBytes } from "../model/owners/transfer";
import type { Slot } from "../model/slot";
import type { OpenDescriptor } from "./descriptorLookup";
import type { CaptureName } from "../syscalls/table";
import type { Fact } from "./narration";

/** A read or write that has returned, as far as a kind needs it. */
export interface TransferCall {
    readonly result: number;
    structure(name: CaptureName, length: number): DataView | undefined;
    tell(fact: Fact): void;
}

export interface Transfers<O> {
    /** A read or write returned, in place of `bytesRead` and `bytesWritten`. */
    readonly read?: (call: TransferCall, open: OpenDescriptor) => void;
    readonly written?: (call: TransferCall, open: OpenDescriptor) => void;
    /** Which writes the bytes came from, where the object keeps account of that. */
    readonly origin?: (object: O, length: number, data: Uint8Array | null) => readonly TakenBytes[] | undefined;
    /** The bytes that leave it unseen by the process (splice(2)), as far as they are known. */
    readonly known?: (object: O, taken: readonly TakenBytes[]) => Uint8Array;
    /** The pages of the first `length` bytes, as another pipe takes them over. */
    readonly pages?: (object: O, length: number, moved: boolean) => readonly Slot[];
    /** It takes pages by reference where the kernel moves bytes into it. */
    readonly takesPages?: true;
    /** A write through this description makes packets. */
    readonly packets?: (open: OpenDescriptor) => boolean;
    /** Of what a write offers that waits for room, a part may be in it already. */
    readonly takesOffers?: true;
    /** A read finds the end only when nobody can write to it any more, a write fails with EPIPE only when nobody can read. */
    readonly endsByClosing?: true;
    /** Bytes up to the end, where O_APPEND writes; null: unknown. */
    readonly end?: (object: O) => number | null;
}
