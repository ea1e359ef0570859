/** Compares what a process has mapped and attached with /proc/PID/maps. */
import type { ObjectId } from "../model/identities";
import type { KernelObject } from "../model/kindTypes";
import { addressText } from "../model/owners/mappingText";
import type { Process } from "../model/owners/process";
import { endOf, joined, type Mapping } from "../model/owners/space";
import type { State } from "../model/state";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { mappingsOfProcess, type KernelMapping } from "./kernelMappings";
import type { TallyPlace } from "./tally";

/** In one account: of shared memory that only a mapping has made, the inode by the object. */
export type InodesOfMemory = Map<ObjectId, string>;

/** All shared mappings are compared; of the private ones those that the model knows: the loader's are not among them. */
export function compareMappings(state: State, process: Process, snapshot: KernelSnapshot, inodes: InodesOfMemory, place: TallyPlace): void {
    const kernel = mappingsOfProcess(snapshot, process.pid);
    const ours = joined(state.spaces.get(process.space));
    // Where a protection is unknown, so is what the kernel shows as one mapping.
    if (kernel === null || ours.some(({ protection }) => protection === null)) return place.unknown();
    const theirs = new Map(kernel.map((mapping) => [mapping.from, mapping]));
    const known = new Set(ours.map(({ address }) => address));
    for (const mapping of ours) compareOne(mapping, state.objects.get(mapping.object), theirs.get(mapping.address), inodes, place);
    for (const mapping of kernel) {
        if (mapping.shared && !known.has(mapping.from) && !isOfAsynchronousInput(mapping)) {
            place.compare(`memory at ${addressText(mapping.from)}`, "no shared mapping", `a shared mapping of ${mapping.name}`);
        }
    }
}

/** The rings of io_setup(2) are mapped by the kernel itself. */
function isOfAsynchronousInput({ name }: KernelMapping): boolean {
    return name === "/[aio]";
}

function compareOne(
    mapping: Mapping,
    object: KernelObject | undefined,
    kernel: KernelMapping | undefined,
    inodes: InodesOfMemory,
    place: TallyPlace,
): void {
    const { address, length, protection, shared, offset } = mapping;
    const at = place.at(`memory at ${addressText(address)}`);
    if (!at.compare("it", "mapped", kernel === undefined ? "not mapped" : "mapped") || kernel === undefined || object === undefined) return;
    at.compare("its end", length === null ? null : endOf(mapping), kernel.to);
    at.compare("protection", protection, kernel.protection);
    at.compare("shared", shared, kernel.shared);
    at.compare("offset", offset, kernel.offset);
    at.compare("object", ourIdentity(object), kernelIdentity(object, kernel));
    if (object.kind !== "anonymousMemory") return;
    // What inode the kernel gave it, the model does not know, but it is the same wherever the object is mapped, and no other's.
    const inode = `${kernel.device}:${kernel.inode}`;
    at.compare("its inode", inodes.get(object.id) ?? inode, inode);
    at.compare("the object with its inode", [...inodes].find(([, known]) => known === inode)?.[0] ?? object.id, object.id);
    inodes.set(object.id, inode);
}

/** So the kernel calls shared anonymous memory (mm/shmem.c); and of large pages, by its own file system (fs/hugetlbfs/inode.c). */
const zeroDevice = "/dev/zero";

function isAnonymous(name: string): boolean {
    return name === zeroDevice || name === "/anon_hugepage";
}

/** What the kernel calls it there; null: unknown. */
function ourIdentity(object: KernelObject): string | null {
    if ("number" in object) return String(object.number);
    if (object.kind === "anonymousMemory") return zeroDevice;
    return object.device === null || object.inode === null ? null : `${object.device}:${object.inode}`;
}

/** The inode of a segment is its number (ipc/shm.c, newseg). */
function kernelIdentity(object: KernelObject, { name, device, inode }: KernelMapping): string {
    if ("number" in object) return name.startsWith("/SYSV") ? inode : name;
    return object.kind === "anonymousMemory" ? (isAnonymous(name) ? zeroDevice : name) : `${device}:${inode}`;
}
