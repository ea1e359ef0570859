/** Memory that stands for objects: mapped, moved, protected, synchronised, unmapped (mmap(2) and its family). */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import type { KernelObject, NewObject } from "../kindTypes";
import type { Look } from "../look";
import { introduce } from "../objects";
import { list, nameOf, said } from "../words";
import { changeMappings, overlaps, rangeOf, spaceIdOf, within, withoutRange } from "./changeMappings";
import { joinedParts, withProtection } from "./changeProtection";
import { addressText, extentText, protectionText } from "./mappingText";
import { moved } from "./moveMappings";
import type { OwnerEvents } from "./ownerEvent";
import type { Mapping } from "./space";

/** mmap(2). Memory that is nobody else's is not told of. */
export interface MemoryMapped extends EventBase {
    readonly kind: "memoryMapped";
    readonly object: ObjectId;
    /** Present when the object is seen for the first time. */
    readonly newObject?: NewObject;
    /** Through which it was mapped, and which is needed no longer; null: MAP_ANONYMOUS. */
    readonly fd: number | null;
    readonly address: bigint;
    /** Bytes, whole pages. */
    readonly length: number;
    /** Where in the object it begins, in bytes. */
    readonly offset: number;
    readonly protection: string;
    /** MAP_SHARED; else what is written stays in the process (MAP_PRIVATE). */
    readonly shared: boolean;
    /** Of a segment that was attached there (shmat(2)): it still counts as attached. */
    readonly attached?: true;
}

interface InRange extends EventBase {
    /** The object of the first mapping in the range, and those of all. */
    readonly object: ObjectId;
    readonly objects: readonly ObjectId[];
    readonly address: bigint;
    /** Bytes, whole pages. */
    readonly length: number;
}

/** munmap(2), or a mapping of something else took the place (MAP_FIXED). */
export interface MemoryUnmapped extends InRange {
    readonly kind: "memoryUnmapped";
    /** seq of the last event before the call: what another thread has put there since then stays. */
    readonly began: number;
}

/** mremap(2) */
export interface MemoryMoved extends InRange {
    readonly kind: "memoryMoved";
    readonly newAddress: bigint;
    readonly newLength: number;
    /** MREMAP_DONTUNMAP, or an old length of 0: the old mapping stays. */
    readonly kept: boolean;
}

/** mprotect(2). */
export interface ProtectionChanged extends InRange {
    readonly kind: "protectionChanged";
    /** Null: unknown, since the call failed half-way. */
    readonly protection: string | null;
}

/** msync(2) */
export interface MemorySynchronized extends InRange {
    readonly kind: "memorySynchronized";
    /** MS_SYNC: it waited until the bytes were written to the disk. */
    readonly waited: boolean;
    /** All of it is private: nothing is stored. */
    readonly inVain?: true;
}

/** madvise(2), MADV_DONTFORK and MADV_DOFORK. */
export interface InheritanceChanged extends InRange {
    readonly kind: "inheritanceChanged";
    readonly inherited: boolean;
}

export type MappingEvent = MemoryMapped | MemoryUnmapped | MemoryMoved | ProtectionChanged | MemorySynchronized | InheritanceChanged;

function change(draft: Draft, event: EventBase, to: (mappings: readonly Mapping[]) => readonly Mapping[], counts = false): void {
    const space = spaceIdOf(draft, event.process);
    if (space !== undefined) changeMappings(draft, space, to, event, counts);
}

function map(draft: Draft, event: MemoryMapped): void {
    const { object, newObject, address, length, offset, protection, shared, attached = false, seq: since, source = null } = event;
    if (newObject !== undefined) introduce(draft, newObject, event);
    const mapping = { address, length, object, offset, protection, shared, attached, inherited: true, since, source };
    change(draft, event, (mappings) => {
        const after = [...withoutRange(mappings, rangeOf(address, length)), mapping];
        return attached ? joinedParts(mappings, after, [mapping]) : after;
    });
}

function unmap(draft: Draft, event: MemoryUnmapped): void {
    const range = rangeOf(event.address, event.length);
    change(draft, event, (mappings) => withoutRange(mappings, range, ({ since }) => since <= event.began));
}

function protect(draft: Draft, event: ProtectionChanged): void {
    const range = rangeOf(event.address, event.length);
    change(draft, event, (mappings) => joinedParts(mappings, withProtection(mappings, range, event.protection)), event.protection !== null);
}

function setInheritance(draft: Draft, event: InheritanceChanged): void {
    const range = rangeOf(event.address, event.length);
    const { inherited } = event;
    const to = (mappings: readonly Mapping[]): readonly Mapping[] =>
        mappings.flatMap((mapping) => {
            if (!overlaps(mapping, range) || mapping.inherited === inherited) return [mapping];
            return [...withoutRange([mapping], range), ...within([mapping], range).map((part) => ({ ...part, inherited }))];
        });
    change(draft, event, (mappings) => joinedParts(mappings, to(mappings)), true);
}

function namesOf({ objects }: InRange, look: Look): string {
    return list(objects.map((object) => look.name(object)));
}

/** Memory files, POSIX shared memory (shm_overview(7)), and what is no file (mm/shmem.c: its fsync does nothing). */
function isOnlyMemory(object: KernelObject | undefined): boolean {
    if (object === undefined) return false;
    return object.kind !== "file" || object.name?.startsWith("/dev/shm/") === true;
}

function whereText({ address, length }: InRange): string {
    return `at ${addressText(address)}, ${extentText(length)}`;
}

export const mappingEvents: OwnerEvents<MappingEvent> = {
    memoryMapped: {
        becomes: map,
        says(event, _state, look) {
            const { address, length, offset, protection, shared, fd } = event;
            const what = `${extentText(length, offset)} of ${look.name(event.object)} at ${addressText(address)}, ${protectionText(protection)}`;
            const way = shared
                ? "What is written there, all who have mapped it see at once, and its readers too."
                : "What is written there stays with the process: the object does not change.";
            const needless = fd === null ? "" : ` Descriptor ${fd} is not needed for that any more.`;
            return said(`${nameOf(event, "mmap")} mapped ${what}, ${shared ? "shared" : "private"}.`, `${way}${needless}`);
        },
    },
    memoryUnmapped: {
        becomes: unmap,
        says(event, state, look) {
            const gone = event.objects.filter((object) => !state.objects.has(object));
            const text = `${nameOf(event, "munmap")} took ${namesOf(event, look)} out of the memory of ${event.process}, ${whereText(event)}.`;
            return said(text, gone.length === 0 ? null : `Nothing held ${list(gone)} any more: it is gone.`);
        },
    },
    memoryMoved: {
        becomes(draft, event) {
            change(draft, event, (mappings) => moved(mappings, event), event.address === event.newAddress);
        },
        says(event, _state, look) {
            const to = event.address === event.newAddress ? "" : ` to ${addressText(event.newAddress)}`;
            const verb = to === "" ? "changed the extent of" : event.kept ? "mapped once more" : "moved";
            return said(
                `${nameOf(event, "mremap")} ${verb} ${namesOf(event, look)}, ${whereText(event)},${to} ${to === "" ? `to ${extentText(event.newLength)}` : `(${extentText(event.newLength)})`}.`,
            );
        },
    },
    protectionChanged: {
        becomes: protect,
        says(event, _state, look) {
            const what = `${namesOf(event, look)}, ${whereText(event)}`;
            return said(`${nameOf(event, "mprotect")} lets ${event.process} use ${what}, ${protectionText(event.protection)}.`);
        },
    },
    memorySynchronized: {
        says(event, state, look) {
            const what = `${namesOf(event, look)}, ${whereText(event)}`;
            if (event.inVain === true) {
                return said(
                    `${nameOf(event, "msync")} stores nothing of ${what}.`,
                    "The mapping is private: what is written there is the process’s own.",
                );
            }
            if (event.objects.every((object) => isOnlyMemory(state.objects.get(object)))) {
                return said(`${nameOf(event, "msync")} has nothing to store of ${what}.`, "It is memory, and on no disk.");
            }
            return said(
                `${nameOf(event, "msync")} has what was written to ${what}, stored on the disk.`,
                event.waited ? "It waited for that. Processes see each other’s writes without it." : "It did not wait for that.",
            );
        },
    },
    inheritanceChanged: {
        becomes: setInheritance,
        says: (event, _state, look) =>
            said(
                `${nameOf(event, "madvise")}: a fork ${event.inherited ? "copies" : "does not copy"} the mapping of ${namesOf(event, look)}, ${whereText(event)}.`,
            ),
    },
};
