/** Edges between processes and objects that are no descriptors: what a process did to an object. */
import type { ObjectId } from "../identities";
import type { SourceLocation } from "../sourceLocation";

export type UseHow = "made" | "opened" | "sent" | "received" | "added" | "took" | "set" | "waited" | "woke";

/** What a process has done to an object that it holds no descriptor of. */
export interface Use {
    readonly object: ObjectId;
    readonly how: readonly UseHow[];
    /** Where it last did each of that, the latest last. */
    readonly places: readonly UsePlace[];
}

export interface UsePlace {
    readonly how: UseHow;
    readonly source: SourceLocation | null;
}
