/** An event in the shape of a line of `ipcscope events --json`. */
import type { Event } from "./event";

export function eventJson(event: Event): Readonly<Record<string, unknown>> {
    return { ...event };
}
