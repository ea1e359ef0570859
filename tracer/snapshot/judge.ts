/** How the kernel judges one kind of object. */
import type { KernelObject, State } from "../model/state";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import type { Matched } from "./compareDescriptors";
import type { Inquiry } from "./inquiry";
import type { TallyPlace } from "./tally";

/** An object of the model, with the kernel's descriptors for it. */
export interface Judged {
    readonly object: KernelObject;
    readonly held: readonly Matched[];
    readonly snapshot: KernelSnapshot;
    readonly state: State;
    readonly place: TallyPlace;
}

export interface Judge {
    /** What the kernel is asked, in this order. */
    readonly inquiries: readonly Inquiry[];
    /** Beyond what is compared for objects of every kind. */
    readonly compare?: (judged: Judged) => void;
}
