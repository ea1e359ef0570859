/** sendfile(2), splice(2), tee(2), copy_file_range(2): bytes that the process moves but never sees. */
import { pageSlots } from "../model/kinds/pipe/ring";
import type { TakenBytes } from "../model/owners/transfer";
import type { Slot } from "../model/slot";
import type { ArgumentName, CaptureName } from "../syscalls/table";
import { writeFailed } from "./bytes";
import type { OpenDescriptor } from "./descriptorLookup";
import type { Awaited, EnteredCall } from "./enteredCall";
import { ownTransfers } from "./ownTransfers";
import type { CapturedPayload, ReturnedCall } from "./returnedCall";
import type { Mechanism } from "./mechanism";

interface Place {
    readonly offset: number | null;
    readonly at?: number;
}

function move(call: ReturnedCall, consumed: boolean): void {
    // splice and tee of nothing succeed without a look at the descriptors.
    if (call.size("count") === 0) return;
    const from = call.used(call.int("fromFd"));
    const to = call.used(call.int("toFd"));
    if (from === undefined || to === undefined) return;
    const length = call.result;
    if (length === 0) call.settleLostEnd(from, "write");
    const segments = length === 0 ? undefined : call.interpretation.transfersOf(from.object).origin?.(from.object, length, null);
    const payload = segments === undefined ? {} : payloadOf(call, from, segments, length);
    const fromPlace = placeOf(call, from, "fromOffset", "fromAt", "fromPosition");
    const toPlace = placeOf(call, to, "toOffset", "toAt", "toPosition");
    const slots =
        call.interpretation.transfersOf(to.object).takesPages === true ? pagesFrom(call, from, fromPlace, length, consumed) : null;
    const moved = { length, payload, asked: call.size("count"), from: from.object.id };
    const out = ownTransfers(from)?.movedOut;
    const into = ownTransfers(to)?.movedInto;
    if (out !== undefined) {
        out(call, from, moved);
    } else {
        call.tell({
            kind: "bytesRead",
            fd: from.fd,
            object: from.object.id,
            description: from.description.id,
            length,
            result: length,
            asked: moved.asked,
            ...payload,
            ...fromPlace,
            ...(segments !== undefined && { segments }),
            ...(length === 0 && { endOfFile: true }),
            ...(!consumed && { consumed }),
            spliced: true,
        });
    }
    if (length === 0) return;
    if (into !== undefined) {
        into(call, to, moved);
        return;
    }
    call.tell({
        kind: "bytesWritten",
        fd: to.fd,
        object: to.object.id,
        description: to.description.id,
        length,
        result: length,
        asked: moved.asked,
        ...payload,
        ...toPlace,
        from: from.object.id,
        ...(slots !== null && { slots }),
    });
}

/** The pages that the pipe now refers to: those of the other pipe, or of the file. */
function pagesFrom(
    { interpretation }: ReturnedCall,
    from: OpenDescriptor,
    { offset, at }: Place,
    length: number,
    moved: boolean,
): readonly Slot[] {
    const pages = interpretation.transfersOf(from.object).pages?.(from.object, length, moved);
    if (pages !== undefined) return pages;
    return pageSlots(at ?? (offset === null || offset < length ? 0 : offset - length), length);
}

/** Where the description's position is now; with an offset of its own (a pointer to it) the call leaves that. */
function placeOf(call: ReturnedCall, open: OpenDescriptor, pointer: ArgumentName, own: CaptureName, position: CaptureName): Place {
    if (!call.has(pointer) || call.size(pointer) === 0) return { offset: call.position(position) };
    const at = call.position(own);
    return { offset: open.description.offset, ...(at !== null && { at }) };
}

/** The bytes themselves, from what is known of the object that they leave. */
function payloadOf({ interpretation }: ReturnedCall, from: OpenDescriptor, taken: readonly TakenBytes[], length: number): CapturedPayload {
    const data = interpretation.transfersOf(from.object).known?.(from.object, taken);
    return data === undefined || data.length === 0 ? {} : { data, ...(data.length < length && { truncated: true }) };
}

/** Of the two objects the one that makes it wait: the source, while it has nothing to give. */
function awaitsTransfer(call: EnteredCall): Awaited {
    const from = call.descriptor("fromFd");
    const hasInput = from !== undefined && "bytes" in from.object && from.object.bytes !== 0;
    if (hasInput && call.descriptor("toFd") !== undefined) {
        return call.awaitsAt("toFd", { what: "room", length: call.size("count") });
    }
    return call.awaitsAt("fromFd", { what: "input" });
}

const transferAwaited = { transfer: awaitsTransfer };

export const transferring = {
    meanings: { transfer: (call) => move(call, true), tee: (call) => move(call, false) },
    failures: { transfer: writeFailed, tee: writeFailed },
    awaited: transferAwaited,
} satisfies Mechanism;
