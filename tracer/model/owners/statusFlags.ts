/** The status flags of an open file description (fcntl(2), F_SETFL). */
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";

export interface StatusFlagsChanged extends EventBase {
    readonly kind: "statusFlagsChanged";
    readonly fd: number;
    readonly description: DescriptionId;
    readonly object: ObjectId;
    readonly statusFlags: readonly string[];
}
