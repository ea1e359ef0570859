/** read(2), write(2) and their relatives. */
import { escapeBytes } from "../events/escapedBytes";
import { isPipe } from "../model/objects";
import { provenance } from "../model/provenance";
import type { TakenBytes } from "../model/segments";
import { pageSize, pageSlots } from "../model/pipeRing";
import type { KernelObject, Slot } from "../model/state";
import type { DecodedCall } from "../syscalls/decodedCall";
import type { CaptureName } from "../syscalls/table";
import type { OpenDescriptor } from "./descriptorLookup";
import type { ReturnedCall } from "./returnedCall";

export interface CapturedPayload {
    readonly data?: string;
    readonly truncated?: true;
}

/** The captured part of the first `length` bytes. */
function payloadOf(call: ReturnedCall, name: CaptureName, length: number): CapturedPayload {
    const bytes = call.capture(name)?.bytes;
    if (bytes === undefined || (bytes.length === 0 && length > 0)) return {};
    const wanted = bytes.length > length ? bytes.subarray(0, length) : bytes;
    return { data: escapeBytes(wanted), ...(wanted.length < length && { truncated: true }) };
}

/** Which writes the bytes came from, for objects that keep account of that. */
export function originOfBytes(object: KernelObject, length: number, data: string | undefined): readonly TakenBytes[] | undefined {
    return isPipe(object) && object.bytes !== null && length > 0 ? provenance(object, length, data ?? null) : undefined;
}

export function read(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open === undefined) return;
    const length = call.result;
    if (length === 0 && call.has("count") && call.word("count") === 0n) {
        call.tellReturned();
        return;
    }
    const payload = payloadOf(call, "data", length);
    const segments = originOfBytes(open.object, length, payload.data);
    call.tell({
        kind: "bytesRead",
        fd: open.fd,
        object: open.object.id,
        description: open.description.id,
        length,
        result: length,
        ...payload,
        ...placeOf(call, open, false),
        ...(segments !== undefined && { segments }),
        ...(length === 0 && { endOfFile: true }),
        ...(call.row.name === "vmsplice" && { spliced: true }),
    });
}

export function write(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open !== undefined) tellWritten(call, open, "data");
}

/** Into a pipe the pages are given, out of it the bytes are copied (vmsplice(2)). */
export function vmsplice(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open === undefined) return;
    if (open.description.access === "read") read(call);
    else tellWritten(call, open, "given", pagesOfVector(call, call.result));
}

/** The pages that hold the first `length` bytes of the buffers (struct iovec). */
export function pagesOfVector(call: DecodedCall, length: number): readonly Slot[] {
    const vector = call.structure("vector", 16);
    const buffers = vector === undefined ? 0 : Math.min(call.unsigned("vectorLength"), Math.floor(vector.byteLength / 16));
    const slots: Slot[] = [];
    let left = length;
    for (let index = 0; vector !== undefined && index < buffers && left > 0; index++) {
        const start = Number(vector.getBigUint64(index * 16, true) % BigInt(pageSize));
        const bytes = Math.min(left, Number(vector.getBigUint64(index * 16 + 8, true)));
        slots.push(...pageSlots(start, bytes));
        left -= bytes;
    }
    return [...slots, ...pageSlots(0, left)];
}

function tellWritten(call: ReturnedCall, open: OpenDescriptor, payload: CaptureName, slots: readonly Slot[] | null = null): void {
    const length = call.result;
    // Only what write copies becomes a packet (fs/pipe.c, is_packetized), not pages that were given (fs/splice.c).
    const packet = slots === null && isPipe(open.object) && open.description.statusFlags.includes("O_DIRECT");
    call.tell({
        kind: "bytesWritten",
        fd: open.fd,
        object: open.object.id,
        description: open.description.id,
        length,
        result: length,
        ...payloadOf(call, payload, length),
        ...placeOf(call, open, true),
        ...(packet && { packet }),
        ...(slots !== null && { slots }),
    });
}

export interface Place {
    readonly offset: number | null;
    readonly at?: number;
}

/** Where the description's position is now; calls with an offset of their own leave it, and say where they were. */
function placeOf(call: ReturnedCall, open: OpenDescriptor, writes: boolean): Place {
    const currentPosition = -1;
    const given = call.has("offset") ? call.long("offset") : currentPosition;
    if (given === currentPosition) return { offset: call.position("position") };
    const at = writes && appends(call, open) ? endOf(open.object) : given;
    return { offset: open.description.offset, ...(at !== null && { at }) };
}

/** With O_APPEND even pwrite writes at the end (pwrite(2), "BUGS"); the flags of pwritev2 decide for their call alone. */
function appends(call: ReturnedCall, open: OpenDescriptor): boolean {
    const append = 0x10;
    const noAppend = 0x20;
    const flags = call.has("flags") ? call.unsigned("flags") : 0;
    return (flags & append) !== 0 || ((flags & noAppend) === 0 && open.description.statusFlags.includes("O_APPEND"));
}

function endOf(object: KernelObject): number | null {
    return isPipe(object) ? null : object.size;
}
