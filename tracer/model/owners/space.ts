/** Address spaces: copied by fork, shared with CLONE_VM, replaced by exec (clone(2), execve(2)). */
import type { ObjectId, SpaceId } from "../identities";

/** A range of addresses that stands for (a part of) an object (mmap(2), shmat(2)). */
export interface Mapping {
    readonly address: bigint;
    /** Bytes. */
    readonly length: number;
    readonly object: ObjectId;
    /** As /proc/PID/maps writes it: "rw-". */
    readonly protection: string;
    readonly shared: boolean;
}

export interface AddressSpace {
    readonly id: SpaceId;
    /** Processes that use it. */
    readonly users: number;
    /** By address. Empty as long as no event tells of mappings. */
    readonly mappings: ReadonlyMap<bigint, Mapping>;
}
