/** Mappings come, go, and are cut where a call concerns a part of them (mmap(2), munmap(2), shmat(2)). */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { ProcessId, SpaceId } from "../identities";
import { mapObject } from "../objects";
import { endOf, type Mapping } from "./space";

/** A range of addresses, without its end. */
export interface AddressRange {
    readonly from: bigint;
    readonly to: bigint;
}

export function spaceIdOf(draft: Draft, process: ProcessId): SpaceId | undefined {
    return draft.now.processes.get(process)?.space;
}

export function addMapping(draft: Draft, id: SpaceId, mapping: Mapping, event: EventBase): void {
    const space = draft.space(id);
    if (space === undefined) return;
    space.mappings.set(mapping.address, mapping);
    space.mappings = inOrder(space.mappings);
    mapObject(draft, mapping.object, 1, event);
}

/** Take out what lies in a range; what lies beside it stays. `isMeant`: only mappings of which that holds. */
export function removeMappings(
    draft: Draft,
    id: SpaceId,
    range: AddressRange,
    event: EventBase,
    isMeant: (mapping: Mapping) => boolean = () => true,
): void {
    const space = draft.space(id);
    if (space === undefined) return;
    for (const mapping of [...space.mappings.values()]) {
        if (!overlaps(mapping, range) || !isMeant(mapping)) continue;
        const rest = outside(mapping, range);
        space.mappings.delete(mapping.address);
        for (const part of rest) space.mappings.set(part.address, part);
        mapObject(draft, mapping.object, rest.length - 1, event);
    }
    space.mappings = inOrder(space.mappings);
}

export function overlaps(mapping: Mapping, { from, to }: AddressRange): boolean {
    return mapping.address < to && from < endOf(mapping);
}

/** The parts of a mapping before and behind the range. */
function outside(mapping: Mapping, { from, to }: AddressRange): readonly Mapping[] {
    return [partOf(mapping, mapping.address, from), partOf(mapping, to, endOf(mapping))].flatMap((part) => part ?? []);
}

/** The part of a mapping between two addresses; null: there is none. */
export function partOf(mapping: Mapping, from: bigint, to: bigint): Mapping | null {
    const first = from > mapping.address ? from : mapping.address;
    const end = to < endOf(mapping) ? to : endOf(mapping);
    if (first >= end) return null;
    return { ...mapping, address: first, offset: mapping.offset + Number(first - mapping.address), length: Number(end - first) };
}

function inOrder(mappings: ReadonlyMap<bigint, Mapping>): Map<bigint, Mapping> {
    return new Map([...mappings].sort(([one], [other]) => (one < other ? -1 : 1)));
}
