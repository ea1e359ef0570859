/** Events as text: messages between the extension and the page are JSON, which knows neither bytes nor large integers. */
import type { Event } from "./event";

/** In place of bytes: a text of which each character is one byte. */
interface PackedBytes {
    readonly bytes: string;
}

/** In place of a bigint: its decimal digits. */
interface PackedInteger {
    readonly integer: string;
}

export function packEvents(events: readonly Event[]): string {
    return JSON.stringify(events, function (this: Record<string, unknown>, key, given: unknown) {
        // As it is in the event: a Buffer has made JSON of itself already.
        const value = this[key] instanceof Uint8Array ? this[key] : given;
        if (value instanceof Uint8Array) return { bytes: textOf(value) } satisfies PackedBytes;
        return typeof value === "bigint" ? ({ integer: String(value) } satisfies PackedInteger) : value;
    });
}

export function unpackEvents(text: string): readonly Event[] {
    const events = JSON.parse(text) as Record<string, unknown>[];
    events.forEach(unpackInto);
    return events as unknown as readonly Event[];
}

/** Of an object or a list. */
function unpackInto(fields: Record<string, unknown>): void {
    for (const key in fields) {
        const value = fields[key];
        if (typeof value !== "object" || value === null) continue;
        if ("bytes" in value && typeof value.bytes === "string") fields[key] = bytesOf(value.bytes);
        else if ("integer" in value && typeof value.integer === "string") fields[key] = BigInt(value.integer);
        else unpackInto(value as Record<string, unknown>);
    }
}

/** As many as there may be arguments of one call. */
const charactersAtOnce = 1 << 12;

function textOf(bytes: Uint8Array): string {
    let text = "";
    for (let start = 0; start < bytes.length; start += charactersAtOnce) {
        text += String.fromCharCode(...bytes.subarray(start, start + charactersAtOnce));
    }
    return text;
}

function bytesOf(text: string): Uint8Array {
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < bytes.length; index++) bytes[index] = text.charCodeAt(index);
    return bytes;
}
