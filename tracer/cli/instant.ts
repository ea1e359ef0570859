/** Places in a trace as a user names them: by the number of an event, or by a time. */
import type { EventBase } from "../model/eventBase";
import { usageError } from "./commandError";

/** Times are told, and compared, in whole microseconds since the start of the trace. */
export type Instant = { readonly seq: number } | { readonly microseconds: number };

const unitMicroseconds: Readonly<Record<string, number>> = { s: 1e6, ms: 1e3, us: 1 };

/** "20", "1.25s", "12.5ms", "300us"; undefined when it is none. */
export function instantOf(text: string): Instant | undefined {
    const [, digits = "", unit] = /^(\d+(?:\.\d+)?)(s|ms|us)?$/.exec(text) ?? [];
    const number = Number(digits);
    if (digits === "" || number > Number.MAX_SAFE_INTEGER) return undefined;
    if (unit !== undefined) return { microseconds: Math.round(number * (unitMicroseconds[unit] ?? NaN)) };
    return Number.isInteger(number) ? { seq: number } : undefined;
}

/** The argument of an option; a usage error when it is no instant. */
export function parseInstant(option: string): (text: string) => Instant {
    return (text) => {
        const instant = instantOf(text);
        if (instant === undefined) throw usageError(`${option} is the number of an event, or a time such as 1.25s, not '${text}'.`);
        return instant;
    };
}

export function isBefore(event: EventBase, instant: Instant): boolean {
    return "seq" in instant ? event.seq < instant.seq : microseconds(event) < instant.microseconds;
}

export function isAfter(event: EventBase, instant: Instant): boolean {
    return "seq" in instant ? event.seq > instant.seq : microseconds(event) > instant.microseconds;
}

function microseconds({ time }: EventBase): number {
    return Math.round(time * 1e6);
}
