import { awaitedText } from "./awaited";
import { escapeBytes } from "./bytes";
import type { Event } from "./event";
import { addressText } from "./owners/mappingText";
import type { State } from "./state";
import { exactNumber } from "./words";

/** The keys that stand first in a line of `ipcscope events --json`, in this order; those of the kind follow, `source` ends it. */
const first = ["seq", "time", "process", "pid", "tid", "kind", "call", "object", "fd", "length", "data", "result", "asked"] as const;

/**
 * An event in the shape of a line of `ipcscope events --json`: bytes are text with C escapes for all but printable ASCII,
 * and a call that waits says why. `state`: after the event.
 */
export function eventJson(event: Event, state: State): Readonly<Record<string, unknown>> {
    const { source, ...rest } = event;
    const values = jsonObject(rest);
    const line: Record<string, unknown> = {};
    for (const key of first) {
        if (values[key] !== undefined) line[key] = values[key];
    }
    Object.assign(line, values);
    if (event.kind === "callBlocked") line["reason"] = awaitedText(state, { ...event, since: event.time });
    return source === undefined ? line : { ...line, source };
}

/** Keys whose numbers are addresses: hexadecimal text. */
const addresses: ReadonlySet<string> = new Set(["address", "newAddress"]);

function jsonObject(values: object): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
            key,
            addresses.has(key) && typeof value === "bigint" ? addressText(value) : jsonValue(value),
        ]),
    );
}

function jsonValue(value: unknown): unknown {
    if (value instanceof Uint8Array) return escapeBytes(value);
    if (typeof value === "bigint") return exactNumber(value);
    if (Array.isArray(value)) return value.map(jsonValue);
    return typeof value === "object" && value !== null ? jsonObject(value) : value;
}
