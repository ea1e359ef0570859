/** Whether a text stands in an event: in the bytes that it moved, or in its words (paths, arguments, signals, addresses). */
import type { Event } from "../../model/event";

const encoder = new TextEncoder();

/** Small and capital letters of ASCII are the same. */
export function textInEvent(text: string): (event: Event) => boolean {
    const wanted = encoder.encode(text).map(lower);
    const words = text.toLowerCase();
    const isIn = (value: unknown): boolean => {
        if (typeof value === "string") return value.toLowerCase().includes(words);
        if (value instanceof Uint8Array) return hasBytes(value, wanted);
        return typeof value === "object" && value !== null && Object.values(value).some(isIn);
    };
    return (event) => {
        for (const [key, value] of Object.entries(event)) if (!structural.has(key) && isIn(value)) return true;
        return false;
    };
}

/** Kinds, processes and objects have keys of their own in a filter. */
const structural: ReadonlySet<string> = new Set(["kind", "process", "object", "description", "call", "seq", "time"]);

function hasBytes(bytes: Uint8Array, wanted: Uint8Array): boolean {
    const first = wanted[0];
    for (let start = 0; start + wanted.length <= bytes.length; start++) {
        if (lower(bytes[start] ?? 0) !== first) continue;
        let matching = 1;
        while (matching < wanted.length && lower(bytes[start + matching] ?? 0) === wanted[matching]) matching += 1;
        if (matching === wanted.length) return true;
    }
    return wanted.length === 0;
}

function lower(byte: number): number {
    return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
