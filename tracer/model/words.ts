/** Names and numbers in sentences. */
import { escapeBytes } from "./bytes";
import type { SourceLocation } from "./sourceLocation";

export interface Sentence {
    /** What happened. */
    readonly text: string;
    /** What follows from it, where that teaches something. */
    readonly explanation: string | null;
}

export function said(text: string, explanation: string | null = null): Sentence {
    return { text, explanation };
}

export function count(number: number, word: string): string {
    return number === 1 ? `1 ${word}` : `${number} ${word}s`;
}

/** "8 of 20 bytes", where fewer were moved than asked for; else "20 bytes". */
export function amountText(length: number, asked: number | undefined): string {
    return asked === undefined || asked <= length ? count(length, "byte") : `${length} of ${count(asked, "byte")}`;
}

export function list(words: readonly (string | number)[]): string {
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const namedAtMost = 3;

/** "p1, p2 and p3", and of more only the first: "p1, p2, p3 and 4 more". */
export function firstOf(words: readonly string[], last: "and" | "or" = "and"): string {
    const more = words.length - namedAtMost;
    if (more > 0) return `${words.slice(0, namedAtMost).join(", ")} ${last} ${more} more`;
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** "Descriptor 3", "Descriptors 3 and 4". */
export function descriptors(numbers: readonly number[]): string {
    return `${numbers.length === 1 ? "Descriptor" : "Descriptors"} ${list(numbers)}`;
}

/** A path that a sentence can hold: its last part, when it is long. */
export function shortPath(path: string): string {
    return path.length > 40 ? `…/${path.split("/").at(-1)}` : path;
}

/** "leak.c:9". */
export function placeText({ file, line }: SourceLocation): string {
    return `${file.split("/").at(-1)}:${line}`;
}

/** " (leak.c:9)", behind what happened there; empty when the line is not known. */
export function inPlace(source: SourceLocation | null | undefined): string {
    return source === null || source === undefined ? "" : ` (${placeText(source)})`;
}

const quotedBytes = 40;

/** The bytes in quotes, shortened; empty when they are unknown. */
export function quoted(data: Uint8Array | undefined, length: number): string {
    if (data === undefined || length === 0) return "";
    const text = escapeBytes(data.subarray(0, quotedBytes + 1));
    return text.length > quotedBytes ? `: “${text.slice(0, quotedBytes - 1)}…”` : `: “${text}”`;
}

export interface NamedCall {
    readonly called?: string;
    readonly call?: string;
    readonly detail?: string;
    /** As the program gave it. */
    readonly path?: string;
}

/** A call's name as the source has it. */
export function nameOf({ called, call }: NamedCall, otherwise = "the call"): string {
    return called ?? call ?? otherwise;
}

/** With what it was about: "read(3)", "fcntl(4, F_GETFL)", "open("/etc/fstab")"; else only its name. */
export function callText(event: NamedCall, fd: number | null, otherwise?: string): string {
    const { detail, path } = event;
    const words = [
        ...(fd === null ? [] : [String(fd)]),
        ...(path === undefined ? [] : [`"${path}"`]),
        ...(detail === undefined ? [] : [detail]),
    ];
    return `${nameOf(event, otherwise)}${words.length === 0 ? "" : `(${words.join(", ")})`}`;
}

/** For JSON: a number where a number is exact, else its decimal digits. */
export function exactNumber(value: bigint): number | string {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
}
