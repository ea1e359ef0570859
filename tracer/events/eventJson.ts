import type { Event } from "./event";

/** The keys that stand first in a line of `ipcscope events --json`, in this order; those of the kind follow, `source` ends it. */
const first = ["seq", "time", "process", "pid", "tid", "kind", "call", "object", "fd", "length", "data", "result"] as const;

/** An event in the shape of a line of `ipcscope events --json`. */
export function eventJson(event: Event): Readonly<Record<string, unknown>> {
    const { source, ...rest } = event;
    const values: Readonly<Record<string, unknown>> = { ...rest };
    const line: Record<string, unknown> = {};
    for (const key of first) {
        if (values[key] !== undefined) line[key] = values[key];
    }
    Object.assign(line, values);
    return source === undefined ? line : { ...line, source };
}
