/** read(2), write(2) and their relatives. */
import type { BytesRead, BytesWritten } from "../model/owners/transfer";
import type { Slot } from "../model/slot";
import type { CaptureName } from "../syscalls/table";
import { brokenPipe } from "../syscalls/errorNames";
import type { OpenDescriptor } from "./descriptorLookup";
import { awaitedOf, type Awaited, type EnteredCall } from "./enteredCall";
import { ownTransfers } from "./ownTransfers";
import type { ReturnedCall } from "./returnedCall";
import { pagesOfVector } from "./vector";
import { noteWritten } from "./stdioCalls";
import type { Mechanism } from "./mechanism";
import type { Writable } from "./narration";

function read(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open === undefined) return;
    const ofKind = ownTransfers(open)?.read ?? call.interpretation.transfersOf(open.object).read;
    if (ofKind === undefined) tellRead(call, open, false);
    else ofKind(call, open);
}

function write(call: ReturnedCall): void {
    noteWritten(call);
    const open = call.used(call.int("fd"));
    if (open === undefined) return;
    const ofKind = ownTransfers(open)?.written ?? call.interpretation.transfersOf(open.object).written;
    if (ofKind === undefined) tellWritten(call, open, "data", null);
    else ofKind(call, open);
}

/** Into a pipe the pages are given, out of it the bytes are copied (vmsplice(2)). */
function vmsplice(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open === undefined) return;
    if (open.description.access === "read") tellRead(call, open, true);
    else tellWritten(call, open, "given", pagesOfVector(call, call.result));
}

function tellRead(call: ReturnedCall, open: OpenDescriptor, spliced: boolean): void {
    const length = call.result;
    if (length === 0 && call.has("count") && call.size("count") === 0) {
        call.tellReturned();
        return;
    }
    if (length === 0) {
        call.settleLostEnd(open, "write");
        // How much readv asked for is not recorded: while somebody can write, it was nothing.
        if (!call.has("count") && call.keepsEnd(open, "write")) {
            call.tellReturned();
            return;
        }
    }
    const payload = call.payload("data", length);
    const segments =
        length === 0 ? undefined : call.interpretation.transfersOf(open.object).origin?.(open.object, length, payload.data ?? null);
    const asked = call.asked();
    const { fd, object, description } = open;
    const { offset, at } = placeOf(call, open, false);
    const fact = {
        seq: 0,
        time: 0,
        process: "",
        pid: 0,
        tid: 0,
        kind: "bytesRead",
        fd,
        object: object.id,
        description: description.id,
        length,
        result: length,
    } as Writable<BytesRead>;
    if (asked !== undefined) fact.asked = asked;
    if (payload.data !== undefined) fact.data = payload.data;
    if (payload.truncated !== undefined) fact.truncated = payload.truncated;
    fact.offset = offset;
    if (at !== undefined) fact.at = at;
    if (segments !== undefined) fact.segments = segments;
    if (length === 0) fact.endOfFile = true;
    if (spliced) fact.spliced = spliced;
    call.tellOwn(fact);
}

/** `slots`: the pages that were given instead of bytes that were copied. */
function tellWritten(call: ReturnedCall, open: OpenDescriptor, payload: CaptureName, slots: readonly Slot[] | null): void {
    const length = call.result;
    const packet = slots === null && call.interpretation.transfersOf(open.object).packets?.(open) === true;
    const asked = call.asked(payload);
    const { data, truncated } = call.payload(payload, length);
    const { fd, object, description } = open;
    const { offset, at } = placeOf(call, open, true);
    const fact = {
        seq: 0,
        time: 0,
        process: "",
        pid: 0,
        tid: 0,
        kind: "bytesWritten",
        fd,
        object: object.id,
        description: description.id,
        length,
        result: length,
    } as Writable<BytesWritten>;
    if (asked !== undefined) fact.asked = asked;
    if (data !== undefined) fact.data = data;
    if (truncated !== undefined) fact.truncated = truncated;
    fact.offset = offset;
    if (at !== undefined) fact.at = at;
    if (packet) fact.packet = packet;
    if (slots !== null) fact.slots = slots;
    call.tellOwn(fact);
}

/** Where the description's position is now; calls with an offset of their own leave it, and say where they were. */
function placeOf(call: ReturnedCall, open: OpenDescriptor, writes: boolean): { readonly offset: number | null; readonly at?: number } {
    const currentPosition = -1;
    const given = call.has("offset") ? call.long("offset") : currentPosition;
    if (given === currentPosition) return { offset: call.position("position") };
    const at = writes && appends(call, open) ? (call.interpretation.transfersOf(open.object).end?.(open.object) ?? null) : given;
    return { offset: open.description.offset, ...(at !== null && { at }) };
}

/** With O_APPEND even pwrite writes at the end (pwrite(2), "BUGS"); the flags of pwritev2 decide for their call alone. */
function appends(call: ReturnedCall, open: OpenDescriptor): boolean {
    const append = 0x10;
    const noAppend = 0x20;
    const flags = call.has("flags") ? call.unsigned("flags") : 0;
    return (flags & append) !== 0 || ((flags & noAppend) === 0 && open.description.statusFlags.includes("O_APPEND"));
}

/** Without a reader it failed with EPIPE (pipe(7)). */
export function writeFailed(call: ReturnedCall): void {
    if (call.has("fd")) noteWritten(call);
    const open = call.result === -brokenPipe ? call.known(call.int(call.has("toFd") ? "toFd" : "fd")) : undefined;
    if (open !== undefined) call.settleLostEnd(open, "read");
    call.tellReturned();
}

const bytesAwaited = {
    input: (call: EnteredCall) => call.awaitsAt("fd", { what: "input" }),
    output: (call: EnteredCall) => awaitsRoom(call, "data", false),
    pages: (call: EnteredCall) => awaitsRoom(call, "given", true),
};

function awaitsRoom(call: EnteredCall, payload: CaptureName, gives: boolean): Awaited {
    const open = call.descriptor("fd");
    if (open?.description.access === "read") return call.awaitsAt("fd", { what: "input" });
    const capture = call.capture(payload);
    const offered = call.has("count") ? call.size("count") : (capture?.fullLength ?? 0);
    const awaits = { what: "room", length: offered } as const;
    const transfers = open === undefined ? undefined : call.interpretation.transfersOf(open.object);
    if (open === undefined || transfers?.takesOffers !== true) return call.awaitsAt("fd", awaits);
    const awaited: { -readonly [Key in keyof Awaited]: Awaited[Key] } = awaitedOf(open, awaits);
    awaited.offered = offered;
    if (capture !== undefined) awaited.data = capture.bytes;
    if (gives) awaited.slots = pagesOfVector(call, offered);
    else if (transfers.packets?.(open) === true) awaited.packet = true;
    return awaited;
}

export const bytes = {
    meanings: { read, write, vmsplice },
    failures: { write: writeFailed, vmsplice: writeFailed },
    awaited: bytesAwaited,
} satisfies Mechanism;
