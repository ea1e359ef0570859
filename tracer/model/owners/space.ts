/** Address spaces: copied by fork, shared with CLONE_VM, replaced by exec (clone(2), execve(2)). */
import type { ObjectId, SpaceId } from "../identities";
import type { SourceLocation } from "../sourceLocation";

/** A range of addresses that stands for (a part of) an object (mmap(2), shmat(2)). */
export interface Mapping {
    readonly address: bigint;
    /** Bytes, whole pages; null: unknown. */
    readonly length: number | null;
    readonly object: ObjectId;
    /** Where in the object it begins, in bytes. */
    readonly offset: number;
    /** As /proc/PID/maps writes it: "rw-"; null: unknown. */
    readonly protection: string | null;
    readonly shared: boolean;
    /** shmat(2) made it. */
    readonly attached: boolean;
    /** False: MADV_DONTFORK, a fork does not copy it (madvise(2)). */
    readonly inherited: boolean;
    /** seq of the event that made it; a fork copies it as it is. */
    readonly since: number;
    /** The line that made it. */
    readonly source: SourceLocation | null;
}

/** One that a call has taken away. */
export interface FormerMapping extends Mapping {
    /** The function that the program called: "shmdt". */
    readonly takenBy: string;
    readonly takenAt: SourceLocation | null;
}

export interface AddressSpace {
    readonly id: SpaceId;
    /** Processes that use it. */
    readonly users: number;
    /** Those that calls have made, in ascending order of their addresses. What an exec maps by itself is not among them. */
    readonly mappings: ReadonlyMap<bigint, Mapping>;
    /** The last of those that are gone, the latest last. */
    readonly former: readonly FormerMapping[];
}

/** The first address after it; one whose length is unknown counts as one page. */
export function endOf({ address, length }: Mapping): bigint {
    return address + BigInt(length ?? pageSize);
}

/** Of x86-64. */
export const pageSize = 4096;

export function wholePages(length: number, page = pageSize): number {
    return Math.ceil(length / page) * page;
}

/** The mapping at an address. */
export function mappingAt(space: AddressSpace | undefined, address: bigint): Mapping | undefined {
    return mappingIn(space?.mappings.values() ?? [], address);
}

export function mappingIn(mappings: Iterable<Mapping>, address: bigint): Mapping | undefined {
    for (const mapping of mappings) if (mapping.address <= address && address < endOf(mapping)) return mapping;
    return undefined;
}

/** Neighbours that differ in nothing but their place are one, as /proc/PID/maps shows them. */
export function joined(space: AddressSpace | undefined): readonly Mapping[] {
    const parts: Mapping[] = [];
    for (const mapping of space?.mappings.values() ?? []) {
        const last = parts.at(-1);
        if (last !== undefined && continues(last, mapping)) {
            parts[parts.length - 1] = {
                ...last,
                length: (last.length ?? 0) + (mapping.length ?? 0),
                since: Math.max(last.since, mapping.since),
            };
        } else {
            parts.push(mapping);
        }
    }
    return parts;
}

/** Whether the next one goes on where the last one ends, in the address space and in the object, and in the same way. */
export function continues(last: Mapping, next: Mapping): boolean {
    if (last.length === null || next.length === null || endOf(last) !== next.address) return false;
    const alike = last.object === next.object && last.shared === next.shared && last.attached === next.attached;
    return alike && last.protection === next.protection && last.offset + last.length === next.offset;
}
