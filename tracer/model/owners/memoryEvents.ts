/** Loads and stores in memory that processes share. They make no system calls: they are known where memory is watched. */
import { escapeBytes } from "../bytes";
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import type { Look } from "../look";
import { count, nameOf, said } from "../words";
import { addressText } from "./mappingText";
import type { OwnerEvents } from "./ownerEvent";

export interface MemoryAccess {
    /** What is mapped there; null: not known. */
    readonly object: ObjectId | null;
    readonly address: bigint;
    /** Where in the object, in bytes. */
    readonly offset: number | null;
    /** Bytes; null: not known. */
    readonly length: number | null;
    /** Whether the instruction is one between whose reading and writing nobody can come; absent: not known, or a call did it. */
    readonly atomic?: boolean;
    /** Accesses like this, of which none changed anything; absent: one. */
    readonly times?: number;
}

export interface MemoryRead extends EventBase, MemoryAccess {
    readonly kind: "memoryRead";
    /** As far as they were kept. */
    readonly data?: Uint8Array;
}

export interface MemoryWritten extends EventBase, MemoryAccess {
    readonly kind: "memoryWritten";
    /** What was there. */
    readonly before?: Uint8Array;
    readonly data?: Uint8Array;
    /** One instruction read and wrote them. */
    readonly read?: boolean;
}

/** It is not known whether it read or wrote. */
export interface MemoryAccessed extends EventBase, MemoryAccess {
    readonly kind: "memoryAccessed";
}

export type MemoryEvent = MemoryRead | MemoryWritten | MemoryAccessed;

/** The program itself, or a call of its. */
function whoText(event: EventBase): string {
    return event.call === undefined ? event.process : `${nameOf(event)} of ${event.process}`;
}

function placeText({ object, address, offset }: MemoryAccess, look: Look): string {
    return object === null || offset === null ? `at ${addressText(address)}` : `at offset ${offset} of ${look.name(object)}`;
}

function amountText({ length, times }: MemoryAccess): string {
    const bytes = length === null ? "bytes" : count(length, "byte");
    return times === undefined ? bytes : `${count(times, "time")} ${bytes}`;
}

const shownBytes = 16;
/** Shorter than this, bytes that could be text are rather a number. */
const leastText = 4;
const integerSizes: ReadonlySet<number> = new Set([1, 2, 4, 8]);

/** Of an integer's size: its value, as a signed number; else, and where they can be read, the bytes as text. */
function valueText(data: Uint8Array | undefined, length: number | null): string | null {
    if (data === undefined) return null;
    const isText = data.length >= leastText && data.every((byte) => byte >= 0x20 && byte < 0x7f);
    if (length === data.length && integerSizes.has(data.length) && !isText) return String(integerOf(data));
    const text = escapeBytes(data.subarray(0, shownBytes));
    return `“${text}${data.length > shownBytes ? "…" : ""}”`;
}

/** Little-endian, as the processor stores it. */
function integerOf(data: Uint8Array): bigint {
    let value = 0n;
    for (let index = data.length - 1; index >= 0; index--) value = (value << 8n) | BigInt(data[index] ?? 0);
    return BigInt.asIntN(8 * data.length, value);
}

function note(draft: Draft, event: MemoryRead | MemoryWritten): void {
    const object = event.object === null ? undefined : draft.object(event.object);
    if (object === undefined) return;
    const { process, offset, length, times = 1, source = null } = event;
    const access = { process, offset, length, times, source };
    const isRead = event.kind === "memoryRead" || event.read === true;
    object.accessed = {
        read: isRead ? access : object.accessed.read,
        written: event.kind === "memoryWritten" ? access : object.accessed.written,
    };
}

export const memoryEvents: OwnerEvents<MemoryEvent> = {
    memoryRead: {
        becomes: note,
        telling: true,
        says(event, _state, look) {
            const value = valueText(event.data, event.length);
            const what = value === null ? "" : `: ${value}`;
            return said(`${whoText(event)} read ${amountText(event)} ${placeText(event, look)}${what}.`);
        },
    },
    memoryWritten: {
        becomes: note,
        telling: true,
        says(event, _state, look) {
            const [before, after] = [valueText(event.before, event.length), valueText(event.data, event.length)];
            const verb = event.read === true ? "read and wrote" : "wrote";
            const what = after === null ? "" : `: ${after}`;
            const was = before === null ? null : before === after ? "It was that before." : `Before it was ${before}.`;
            return said(`${whoText(event)} ${verb} ${amountText(event)} ${placeText(event, look)}${what}.`, was);
        },
    },
    memoryAccessed: {
        telling: true,
        says: (event, _state, look) =>
            said(`${whoText(event)} used memory ${placeText(event, look)}.`, "Whether it read or wrote there is not known."),
    },
};
