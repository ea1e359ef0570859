/** A descriptor was closed, by the process itself. */
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";
import type { Lock } from "./lock";

export interface DescriptorClosed extends EventBase {
    readonly kind: "descriptorClosed";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    /**
     * What an exec or an exit closes is told by programExecuted and processExited; only what was seen to be closed before the
     * new program was seen has the cause `exec`.
     */
    readonly cause: "close" | "dup2" | "closeRange" | "exec";
    /** Record locks that the process had on the object until then. */
    readonly locksLost?: readonly Lock[];
}
