/** Compares what a process has mapped and attached with /proc/PID/maps. */
import { kinds } from "../model/kinds/kinds";
import type { KernelObject } from "../model/kindTypes";
import { addressText } from "../model/owners/mappingText";
import type { Process } from "../model/owners/process";
import { endOf, joined, type Mapping } from "../model/owners/space";
import type { State } from "../model/state";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { mappingsOfProcess, type KernelMapping } from "./kernelMappings";
import type { TallyPlace } from "./tally";

/** All attachments of System V segments are compared. */
export function compareMappings(state: State, process: Process, snapshot: KernelSnapshot, place: TallyPlace): void {
    const kernel = mappingsOfProcess(snapshot, process.pid);
    if (kernel === null) return place.unknown();
    const ours = joined(state.spaces.get(process.space));
    const theirs = new Map(kernel.map((mapping) => [mapping.from, mapping]));
    const known = new Set(ours.map(({ address }) => address));
    for (const mapping of ours) compareOne(mapping, state.objects.get(mapping.object), theirs.get(mapping.address), place);
    for (const mapping of kernel) {
        if (mapping.shared && !known.has(mapping.from) && mapping.name.startsWith("/SYSV")) {
            place.compare(`memory at ${addressText(mapping.from)}`, "no shared mapping", `a shared mapping of ${mapping.name}`);
        }
    }
}

function compareOne(mapping: Mapping, object: KernelObject | undefined, kernel: KernelMapping | undefined, place: TallyPlace): void {
    const { address, length, protection, shared, offset } = mapping;
    const at = place.at(`memory at ${addressText(address)}`);
    if (!at.compare("it", "mapped", kernel === undefined ? "not mapped" : "mapped") || kernel === undefined || object === undefined) return;
    at.compare("its end", length === null ? null : endOf(mapping), kernel.to);
    at.compare("protection", protection, kernel.protection);
    at.compare("shared", shared, kernel.shared);
    at.compare("offset", offset, kernel.offset);
    at.compare("object", ourIdentity(object), kernelIdentity(object, kernel));
}

/** What the kernel calls it there; null: unknown. */
function ourIdentity(object: KernelObject): string | null {
    if ("number" in object) return String(object.number);
    if (kinds[object.kind].traits.identity === "maker") return "no inode of its own";
    return object.device === null || object.inode === null ? null : `${object.device}:${object.inode}`;
}

/** The inode of a segment is its number (ipc/shm.c, newseg). */
function kernelIdentity(object: KernelObject, { name, device, inode }: KernelMapping): string {
    if ("number" in object) return name.startsWith("/SYSV") ? inode : name;
    return kinds[object.kind].traits.identity === "maker" ? "no inode of its own" : `${device}:${inode}`;
}
