/** Compares a process's descriptor table, and the descriptions and objects behind it, with /proc/PID/fd and fdinfo. */
import { offsetOf } from "../model/objects";
import { accessMode, closeOnExecFlag, pathOnlyFlag, statusFlagNames } from "../model/openFlags";
import type { KernelObject } from "../model/kindTypes";
import { kinds } from "../model/kinds/kinds";
import type { DescriptorTable } from "../model/owners/descriptorTable";
import type { OpenFileDescription } from "../model/owners/openFileDescription";
import type { State } from "../model/state";
import type { KernelDescriptor, KernelTable } from "../trace/kernelSnapshot";
import { kernelKind } from "./kernelKind";
import type { TallyPlace } from "./tally";

/** One descriptor that both know. */
export interface Matched {
    readonly kernel: KernelDescriptor;
    readonly description: OpenFileDescription;
    readonly object: KernelObject;
    /** Where a difference is reported. */
    readonly place: TallyPlace;
}

export function compareDescriptors(
    state: State,
    { descriptors: table }: DescriptorTable,
    kernel: KernelTable,
    place: TallyPlace,
): readonly Matched[] {
    if (kernel.refused === true) {
        place.unknown();
        return [];
    }
    const kernelTable = new Map(kernel.fds.map((descriptor) => [descriptor.fd, descriptor]));
    const matched: Matched[] = [];
    for (const fd of new Set([...table.keys(), ...kernelTable.keys()])) {
        const ours = table.get(fd);
        const theirs = kernelTable.get(fd);
        const descriptorPlace = place.at(`descriptor ${fd}`);
        const open = (is: boolean): string => (is ? "open" : "closed");
        if (!descriptorPlace.compare("it", open(ours !== undefined), open(theirs !== undefined))) continue;
        if (ours === undefined || theirs === undefined) continue;
        descriptorPlace.compare("close-on-exec", ours.closeOnExec, (theirs.flags & closeOnExecFlag) !== 0);
        const description = state.descriptions.get(ours.description);
        const object = description === undefined ? undefined : state.objects.get(description.object);
        if (description === undefined || object === undefined) {
            descriptorPlace.compare("its open file description", "missing", "present");
            continue;
        }
        compareDescription(description, theirs, descriptorPlace);
        const offset = offsetOf(description, object);
        if (offset !== null || kinds[object.kind].traits.position === "moves") descriptorPlace.compare("offset", offset, theirs.position);
        compareObject(object, theirs, descriptorPlace);
        matched.push({ kernel: theirs, description, object, place: descriptorPlace });
    }
    return matched;
}

function compareDescription(description: OpenFileDescription, kernel: KernelDescriptor, place: TallyPlace): void {
    // An O_PATH descriptor can neither read nor write; its access bits say nothing.
    if ((kernel.flags & pathOnlyFlag) === 0) place.compare("access mode", description.access, accessMode(kernel.flags));
    place.compare("status flags", flagSet(description.statusFlags), flagSet(statusFlagNames(kernel.flags)));
}

function flagSet(names: readonly string[]): string {
    return names.length === 0 ? "none" : [...names].sort().join("|");
}

function compareObject(object: KernelObject, kernel: KernelDescriptor, place: TallyPlace): void {
    place.compare(
        "kind of object",
        object.kind === "other" || object.kind === "posixMessageQueue" ? null : object.kind,
        kernelKind(kernel.link, kernel.mode, BigInt(kernel.rdev)),
    );
    const identity = object.device === null || object.inode === null ? null : `${object.device}:${object.inode}`;
    place.compare(`identity of ${object.id} (device:inode)`, identity, `${kernel.device}:${kernel.inode}`);
}
