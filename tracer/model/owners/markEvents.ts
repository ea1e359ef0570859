/** Notes that programs leave in the trace (docs/marks.md). */
import type { EventBase } from "../eventBase";
import { said } from "../words";
import type { OwnerEvents } from "./ownerEvent";

export interface Marked extends EventBase {
    readonly kind: "marked";
    readonly text: string;
}

const folder = "/dev/ipcscope/";

/** What a call that found nothing at this path has noted by that; null: it is no mark. */
export function markOf(path: string | undefined): string | null {
    return path?.startsWith(folder) === true && path.length > folder.length ? path.slice(folder.length) : null;
}

export const markEvents: OwnerEvents<Marked> = { marked: { says: (event) => said(`${event.process} marks: ${event.text}`) } };
