/** How the kernel judges one kind of object. */
import type { ObjectId } from "../model/identities";
import type { KernelObject } from "../model/kindTypes";
import type { State } from "../model/state";
import type { KernelDescriptor, KernelSnapshot } from "../trace/kernelSnapshot";
import type { Matched } from "./compareDescriptors";
import type { Inquiry } from "./inquiry";
import type { TallyPlace } from "./tally";

/** An object of the model, with the kernel's descriptors for it, of which there may be none. */
export interface Judged<O = KernelObject> {
    readonly object: O;
    readonly held: readonly Matched[];
    /** The kernel's descriptors for another object. */
    readonly heldOf: (object: ObjectId) => readonly Matched[];
    readonly snapshot: KernelSnapshot;
    readonly state: State;
    /** Of the trace's start, in seconds since the epoch; null: unknown. */
    readonly epoch: number | null;
    readonly place: TallyPlace;
}

export interface Judge<O = KernelObject> {
    /** What the kernel is asked, in this order. */
    readonly inquiries: readonly Inquiry[];
    /** Beyond what is compared for objects of every kind. */
    compare?(judged: Judged<O>): void;
    /** What an account says of an object that was there before the trace, and that others cannot change unseen. */
    facts?(snapshot: KernelSnapshot, kernel: KernelDescriptor): object;
}
