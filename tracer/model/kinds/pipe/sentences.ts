/** What is said of a pipe or a FIFO: how full it is, why one waits for it, what its ends mean. */
import type { Wait } from "../../awaits";
import { escapeBytes, joinBytes } from "../../bytes";
import type { Look } from "../../look";
import type { End } from "../../openFlags";
import type { Slot } from "../../slot";
import type { ReadyFor } from "../../readiness";
import { count } from "../../words";
import { whoCould } from "./others";
import { placesOf } from "./ring";
import { roomFor } from "./room";
import type { PipeOrFifo } from "./state";

function wordOf(pipe: PipeOrFifo): string {
    return pipe.kind === "pipe" ? "pipe" : "FIFO";
}

export function fillText(pipe: PipeOrFifo): string | null {
    const again = `The ${wordOf(pipe)}`;
    if (pipe.bytes === null) return null;
    if (pipe.bytes === 0) return `${again} is empty now.`;
    return `${again} now holds ${pipe.bytes}${pipe.capacity === null ? "" : ` of ${pipe.capacity}`} bytes.`;
}

/** write(2), EPIPE. */
const failingWrite = "a write fails with EPIPE, and SIGPIPE ends the writer unless it handles, blocks or ignores it";

/** What the last end of a kind means to those who hold the other. */
export function lostEnd(pipe: PipeOrFifo, look: Look): string | null {
    const name = look.name(pipe.id);
    if (pipe.writers === 0 && pipe.readers > 0) {
        return `Nobody can write to ${name} any more: once it is empty, a read returns end of file.`;
    }
    return pipe.readers === 0 && pipe.writers > 0 ? `Nobody can read ${name} any more: ${failingWrite}.` : null;
}

/** Whether SIGPIPE reaches the writer is told by its delivery: it may be ignored, or blocked. */
export function failed(pipe: PipeOrFifo, error: string, look: Look): string | null {
    return error === "EPIPE" ? `Nobody can read ${look.name(pipe.id)} any more.` : null;
}

/** Of the page that a write needs at once nothing is said: how the bytes lie in the pages decides that (pipe_poll in fs/pipe.c). */
export function whyReady(pipe: PipeOrFifo, what: ReadyFor, look: Look): string | null {
    const { bytes, capacity } = pipe;
    const isAlone = (end: End): boolean => pipe.kind === "pipe" && look.ends(pipe.id, end) === 0 && !look.isInFlight(pipe.id, end);
    switch (what) {
        case "IN":
            return bytes !== null && bytes > 0 ? `${count(bytes, "byte")} can be read` : null;
        case "OUT":
            return bytes !== null && capacity !== null && bytes < capacity ? `${count(capacity - bytes, "byte")} have room` : null;
        case "HUP":
            return isAlone("write") ? "nobody can write to it any more" : null;
        case "ERR":
            return isAlone("read") ? "nobody can read it any more" : null;
        default:
            return null;
    }
}

export function awaited(pipe: PipeOrFifo, wait: Wait, look: Look): string | null {
    switch (wait.awaits.what) {
        case "input":
            return whyNoInput(pipe, wait, look);
        case "room":
            return whyNoRoom(pipe, wait, look);
        default:
            return null;
    }
}

function whyNoInput(pipe: PipeOrFifo, wait: Wait, look: Look): string {
    const word = wordOf(pipe);
    if (pipe.bytes === null) return `nothing read from ${look.name(pipe.id)} yet; what it holds is not known`;
    if (pipe.bytes > 0) return `${count(pipe.bytes, "byte")} can be read`;
    const writers = look.ends(pipe.id, "write");
    if (writers > 0) {
        return `the ${word} is empty; ${whoCould(pipe, "write", wait, look) ?? `${count(writers, "descriptor")} could still write`}`;
    }
    if (look.isInFlight(pipe.id, "write")) return `the ${word} is empty; a message that nobody has received could still bring a writer`;
    // A FIFO's writer may be known only when its open has returned, after that of the reader which it let go on.
    const isBeingOpened = look.waiting(pipe.id).some((each) => each.fd === null);
    return isBeingOpened
        ? `the ${word} is empty; it is just being opened for writing`
        : `the ${word} is empty and nobody can write: end of file`;
}

function whyNoRoom(pipe: PipeOrFifo, wait: Wait, look: Look): string {
    const word = wordOf(pipe);
    const room = roomFor(pipe, wait);
    if (room?.left === 0) return `all its bytes are in the ${word}`;
    if (pipe.readers === 0 && !pipe.inherited) return `nobody can read from the ${word}`;
    if (room === null || pipe.bytes === null || pipe.capacity === null) {
        return `not all written to ${look.name(pipe.id)} yet; what it holds is not known`;
    }
    if (room.taken === room.left) return `the ${word} has room for its bytes`;
    const reader = whoCould(pipe, "read", wait, look);
    return `${fullText(word, room.slots, pipe.bytes + room.taken, pipe.capacity)}${reader === null ? "" : `; ${reader}`}`;
}

/** The kernel counts pages: the odd bytes of a write go into one page, whatever is left free in the page before it. */
function fullText(word: string, slots: readonly Slot[], bytes: number, capacity: number): string {
    if (bytes >= capacity) return `the ${word} is full (${count(bytes, "byte")})`;
    const pages = count(placesOf(slots), "page");
    return `the ${word} is full: ${count(bytes, "byte")} take all its ${pages}, since a write never splits its odd bytes over two`;
}

/** The first bytes of the buffer, up to the first that was not captured; null: its content is unknown. */
export function preview(pipe: PipeOrFifo, length: number): Uint8Array | null {
    if (pipe.bytes === null) return null;
    let bytes: Uint8Array = new Uint8Array();
    for (const segment of pipe.segments) {
        if (segment.data === null || bytes.length >= length) break;
        bytes = joinBytes(bytes, segment.data.subarray(0, length - bytes.length));
        if (segment.data.length < segment.length) break;
    }
    return bytes;
}

export function json(pipe: PipeOrFifo, look: Look): Readonly<Record<string, unknown>> {
    const shown = preview(pipe, 64);
    return {
        bytes: pipe.bytes,
        capacity: pipe.capacity,
        preview: shown === null ? null : escapeBytes(shown),
        // Descriptors, not descriptions: what keeps the other side from an end of file (a SIGPIPE).
        readers: pipe.inherited ? null : look.ends(pipe.id, "read"),
        writers: pipe.inherited ? null : look.ends(pipe.id, "write"),
    };
}

/** The lines of `state`; `title` is already fit for a terminal. */
export function lines(pipe: PipeOrFifo, title: string, look: Look): readonly string[] {
    const amount = pipe.bytes === null ? "unknown bytes" : `${pipe.bytes} of ${pipe.capacity ?? "?"} bytes`;
    const shown = escapeBytes(preview(pipe, 48) ?? new Uint8Array());
    const content = pipe.bytes === null || pipe.bytes === 0 ? " " : ` “${shown}${pipe.bytes > 48 ? "…" : ""}” `;
    return [
        `${title}  (${amount})`,
        `      ${holdersText(pipe, "write", look)} ──▶ [${content}] ──▶ ${holdersText(pipe, "read", look)}`,
        `      ${pipe.written} written, ${pipe.read} read so far`,
    ];
}

/** Who holds an end: "p1 4, p2 1". */
function holdersText(pipe: PipeOrFifo, end: End, look: Look): string {
    const holders = look.holders(pipe.id, end).map(({ process, fd }) => `${process} ${fd}`);
    if (look.isInFlight(pipe.id, end)) holders.push("a message in flight");
    if (pipe.inherited) holders.push("others");
    return holders.length === 0 ? `nobody can ${end}` : holders.join(", ");
}
