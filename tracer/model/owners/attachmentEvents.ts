/** System V segments in address spaces: attached and detached (shmop(2)). The address space owns the attachment. */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import type { NewObject } from "../kindTypes";
import { introduce } from "../objects";
import { nameOf, said } from "../words";
import { changeMappings, rangeOf, spaceIdOf, withoutRange } from "./changeMappings";
import { addressText, extentText, protectionText } from "./mappingText";
import type { OwnerEvents } from "./ownerEvent";
import { pageSize, type Mapping } from "./space";

/** shmat(2). */
export interface SegmentAttached extends EventBase {
    readonly kind: "segmentAttached";
    readonly object: ObjectId;
    /** Present when the segment is seen for the first time. */
    readonly newObject?: NewObject;
    readonly address: bigint;
    /** Bytes, whole pages; null: unknown. */
    readonly length: number | null;
    /** "rw-", and with SHM_RDONLY "r--". */
    readonly protection: string;
    /** SHM_REMAP: what was there before is gone. */
    readonly replaced: boolean;
}

/** shmdt(2). */
export interface SegmentDetached extends EventBase {
    readonly kind: "segmentDetached";
    readonly object: ObjectId;
    readonly address: bigint;
    /** seq of the last event before the call: what another thread has put there since then stays. */
    readonly began: number;
}

export type AttachmentEvent = SegmentAttached | SegmentDetached;

function attach(draft: Draft, event: SegmentAttached): void {
    const { object, newObject, address, length, protection, seq } = event;
    const space = spaceIdOf(draft, event.process);
    if (newObject !== undefined) introduce(draft, newObject, event);
    if (space === undefined) return;
    const mapping: Mapping = {
        address,
        length,
        object,
        offset: 0,
        protection,
        shared: true,
        attached: true,
        inherited: true,
        since: seq,
        source: event.source ?? null,
    };
    // Where the kernel chose the place, nothing can be there but what a call of another thread has taken away already.
    changeMappings(draft, space, (mappings) => [...withoutRange(mappings, rangeOf(address, length ?? pageSize)), mapping], event);
}

/** All that is left of the attachment, in pieces if other calls have cut it (ipc/shm.c, ksys_shmdt). */
function detach(draft: Draft, event: SegmentDetached): void {
    const space = spaceIdOf(draft, event.process);
    if (space === undefined) return;
    const { address, object, began } = event;
    const isMeant = (mapping: Mapping): boolean => isPieceOf(mapping, object, address) && mapping.since <= began;
    changeMappings(draft, space, (mappings) => mappings.filter((mapping) => !isMeant(mapping)), event);
}

/** Whether a mapping is a piece of what was attached at that address. */
export function isPieceOf({ attached, object, address, offset }: Mapping, segment: ObjectId, at: bigint): boolean {
    return attached && object === segment && address - BigInt(offset) === at;
}

export const attachmentEvents: OwnerEvents<AttachmentEvent> = {
    segmentAttached: {
        becomes: attach,
        telling: true,
        says(event, _state, look) {
            const where = `at ${addressText(event.address)}, ${extentText(event.length)}`;
            return said(
                `${nameOf(event, "shmat")} attached ${look.name(event.object)} ${where}, ${protectionText(event.protection)}.`,
                "From now on its bytes are memory of the process: to read and write them it makes no system calls.",
            );
        },
    },
    segmentDetached: {
        becomes: detach,
        telling: true,
        says(event, state, look) {
            const object = state.objects.get(event.object);
            const left = object?.mapped ?? 0;
            const gone = "It was marked for deletion, and this was the last attachment: now it is gone.";
            const stays = left === 0 ? "Nobody has it attached any more. It stays, with its bytes, until somebody removes it." : null;
            return said(
                `${nameOf(event, "shmdt")} detached ${look.name(event.object)} from ${addressText(event.address)}.`,
                object === undefined ? gone : stays,
            );
        },
    },
};
