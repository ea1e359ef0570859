/** What is known of the descriptors that reads of an object bring. */
import type { AccessMode } from "../model/openFlags";

export interface Delivery {
    readonly closeOnExec: boolean;
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
}
