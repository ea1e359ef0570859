/** System V shared memory segments: shmget(2), shmop(2), shmctl(2). */
import type { NewObjectBase } from "../model/kernelObject";
import type { SharedMemory, SharedMemoryFacts } from "../model/kinds/sharedMemory";
import { isPieceOf } from "../model/owners/attachmentEvents";
import { wholePages, type Mapping } from "../model/owners/space";
import { segmentsThere } from "../snapshot/sharedMemory";
import type { Interpretation } from "./interpretation";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import { systemVGet } from "./systemVGet";

const kind = "sharedMemory";
const permissions = 0o777;
const [readOnly, remap, execute] = [0o10000, 0o40000, 0o100000];

type NewSegment = NewObjectBase & SharedMemoryFacts & { readonly kind: typeof kind };

function getSharedMemory(call: ReturnedCall): void {
    const { named, number, mode, known, isNew } = systemVGet(call, kind, segmentsThere);
    if (known !== undefined) {
        call.tell({ kind: "sharedMemoryOpened", object: known, ...named });
    } else if (isNew) {
        const facts = { ...named, number, size: call.size("size"), mode };
        const newObject: NewSegment = { ...call.interpretation.identities.createNumbered(kind, number), kind, ...facts };
        call.tell({ kind: "sharedMemoryCreated", object: newObject.id, newObject });
    } else {
        const newObject = introduced(call.interpretation, number, named.key);
        call.tell({ kind: "sharedMemoryOpened", object: newObject.id, newObject, ...named });
    }
}

/** A segment that was there before; what never changes of it, the kernel told when the trace began. */
function introduced({ identities, firstAccount }: Interpretation, number: number, key: number | null): NewSegment {
    const reading = firstAccount === null ? undefined : segmentsThere(firstAccount)?.get(number);
    return {
        ...identities.createNumbered(kind, number),
        kind,
        key: key ?? reading?.key ?? null,
        number,
        size: reading?.size ?? null,
        ...(reading !== undefined && { creatorPid: reading.creator }),
        inherited: true,
    };
}

interface UsedSegment {
    readonly object: string;
    readonly newObject?: NewSegment;
    readonly segment: SharedMemory | undefined;
}

/** The segment that a successful call named; one that was not known was there before. */
function used(call: ReturnedCall): UsedSegment {
    const { identities, state } = call.interpretation;
    const number = call.int("segment");
    const known = identities.numbered(state, kind, number);
    if (known === undefined) {
        const newObject = introduced(call.interpretation, number, null);
        return { object: newObject.id, newObject, segment: undefined };
    }
    const object = state.objects.get(known);
    return { object: known, segment: object?.kind === kind ? object : undefined };
}

function attachSegment(call: ReturnedCall): void {
    const { object, newObject, segment } = used(call);
    const flags = call.int("flags");
    const size = segment?.size ?? newObject?.size ?? null;
    call.tell({
        kind: "segmentAttached",
        object,
        ...(newObject !== undefined && { newObject }),
        address: BigInt(call.result),
        length: size === null ? null : wholePages(size),
        protection: `r${(flags & readOnly) !== 0 ? "-" : "w"}${(flags & execute) !== 0 ? "x" : "-"}`,
        replaced: (flags & remap) !== 0,
    });
}

/** The first piece of an attachment that was made at the address says which segment is meant (ipc/shm.c, ksys_shmdt). */
function detachSegment(call: ReturnedCall): void {
    const { state } = call.interpretation;
    const address = call.word("address");
    const space = state.spaces.get(state.processes.get(call.process.id)?.space ?? "");
    const isMeant = (mapping: Mapping): boolean => isPieceOf(mapping, mapping.object, address);
    const first = [...(space?.mappings.values() ?? [])].find(isMeant);
    if (first === undefined) call.tellReturned();
    else call.tell({ kind: "segmentDetached", object: first.object, address, began: call.began });
}

/** The commands of shmctl(2) that change something; the others only ask, some of them not about the segment with that number. */
const [remove, set, lock, unlock] = [0, 1, 11, 12];
/** Of shm_perm.mode in struct shmid_ds (include/uapi/asm-generic/shmbuf.h, ipcbuf.h). */
const modeAt = 20;

function controlSharedMemory(call: ReturnedCall): void {
    const command = call.int("command");
    const facts = call.structure("setTo", modeAt + 4);
    if (command === remove) {
        const { object, newObject, segment } = used(call);
        call.tell({ kind: "sharedMemoryRemoved", object, ...(newObject !== undefined && { newObject }), attached: segment?.mapped ?? 0 });
    } else if (command === set && facts !== undefined) {
        tellChanged(call, { mode: facts.getUint32(modeAt, true) & permissions });
    } else if (command === lock || command === unlock) {
        tellChanged(call, { locked: command === lock });
    } else {
        call.tellReturned();
    }
}

function tellChanged(call: ReturnedCall, change: { readonly mode: number } | { readonly locked: boolean }): void {
    const { object, newObject } = used(call);
    call.tell({ kind: "sharedMemoryChanged", object, ...(newObject !== undefined && { newObject }), ...change });
}

export const sharedMemory = { meanings: { getSharedMemory, attachSegment, detachSegment, controlSharedMemory } } satisfies Mechanism;
