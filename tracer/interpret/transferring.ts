/** sendfile(2), splice(2), tee(2), copy_file_range(2): bytes that the process moves but never sees. */
import { countBytes, joinBytes, splitBytes } from "../events/escapedBytes";
import { available } from "../model/pipeReads";
import type { TakenBytes } from "../model/segments";
import { frontSlots, pageSlots } from "../model/pipeRing";
import type { KernelObject, Slot } from "../model/state";
import type { ArgumentName, CaptureName } from "../syscalls/table";
import type { OpenDescriptor } from "./descriptorLookup";
import { originOfBytes, type CapturedPayload, type Place } from "./readingWriting";
import { isPipe } from "../model/objects";
import type { ReturnedCall } from "./returnedCall";

export function transfer(call: ReturnedCall): void {
    move(call, true);
}

export function tee(call: ReturnedCall): void {
    move(call, false);
}

function move(call: ReturnedCall, consumed: boolean): void {
    // splice and tee of nothing succeed without a look at the descriptors.
    if (call.word("count") === 0n) return;
    const from = call.used(call.int("fromFd"));
    const to = call.used(call.int("toFd"));
    if (from === undefined || to === undefined) return;
    const length = call.result;
    const segments = originOfBytes(from.object, length, undefined);
    const payload = segments === undefined ? {} : payloadOfSegments(from.object, segments, length);
    const fromPlace = placeOf(call, from, "fromOffset", "fromAt", "fromPosition");
    const toPlace = placeOf(call, to, "toOffset", "toAt", "toPosition");
    const slots = isPipe(to.object) ? pagesFrom(from, fromPlace, length, consumed) : null;
    call.tell({
        kind: "bytesRead",
        fd: from.fd,
        object: from.object.id,
        description: from.description.id,
        length,
        result: length,
        ...payload,
        ...fromPlace,
        ...(segments !== undefined && { segments }),
        ...(length === 0 && { endOfFile: true }),
        ...(!consumed && { consumed }),
        spliced: true,
    });
    if (length === 0) return;
    call.tell({
        kind: "bytesWritten",
        fd: to.fd,
        object: to.object.id,
        description: to.description.id,
        length,
        result: length,
        ...payload,
        ...toPlace,
        from: from.object.id,
        ...(slots !== null && { slots }),
    });
}

/** The pages that the pipe now refers to: those of the other pipe, or of the file. */
function pagesFrom(from: OpenDescriptor, { offset, at }: Place, length: number, moved: boolean): readonly Slot[] {
    if (isPipe(from.object)) return frontSlots(from.object.slots, length, moved);
    return pageSlots(at ?? (offset === null || offset < length ? 0 : offset - length), length);
}

/** Where the description's position is now; with an offset of its own (a pointer to it) the call leaves that. */
function placeOf(call: ReturnedCall, open: OpenDescriptor, pointer: ArgumentName, own: CaptureName, position: CaptureName): Place {
    if (!call.has(pointer) || call.word(pointer) === 0n) return { offset: call.position(position) };
    const at = call.position(own);
    return { offset: open.description.offset, ...(at !== null && { at }) };
}

/** The bytes themselves, from what is known of the pipe that they leave. */
function payloadOfSegments(object: KernelObject, taken: readonly TakenBytes[], length: number): CapturedPayload {
    if (!isPipe(object)) return {};
    const pieces = available(object);
    let data = "";
    let known = 0;
    for (const each of taken) {
        const piece = pieces.find((candidate) => candidate.write === each.write && candidate.offset === each.offset);
        if (piece === undefined || piece.data === null) break;
        const [here] = splitBytes(piece.data, each.length);
        data = joinBytes(data, here);
        const captured = countBytes(here);
        known += captured;
        if (captured < each.length) break;
    }
    return known === 0 ? {} : { data, ...(known < length && { truncated: true }) };
}
