/** Mappings come, go, and are cut where a call concerns a part of them (mmap(2), munmap(2), shmat(2)). */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { ObjectId, ProcessId, SpaceId } from "../identities";
import type { Mutable } from "../mutable";
import { mapObject } from "../objects";
import { nameOf } from "../words";
import { endOf, type AddressSpace, type Mapping } from "./space";

/** A range of addresses, without its end. */
export interface AddressRange {
    readonly from: bigint;
    readonly to: bigint;
}

export function rangeOf(address: bigint, length: number): AddressRange {
    return { from: address, to: address + BigInt(length) };
}

export function spaceIdOf(draft: Draft, process: ProcessId): SpaceId | undefined {
    return draft.now.processes.get(process)?.space;
}

/**
 * Gives an address space other mappings, and counts them at the objects. `counts`: only objects of which there are then more or fewer
 * mappings hear of it, not those whose mappings have other places.
 */
export function changeMappings(
    draft: Draft,
    id: SpaceId,
    change: (mappings: readonly Mapping[]) => readonly Mapping[],
    event: EventBase,
    counts = false,
): void {
    const former = [...(draft.now.spaces.get(id)?.mappings.values() ?? [])];
    const next = [...change(former)].sort((one, other) => (one.address < other.address ? -1 : 1));
    const space = draft.space(id);
    if (space === undefined) return;
    space.mappings = new Map(next.map((mapping) => [mapping.address, mapping]));
    const [before, after] = [new Set(former), new Set(next)];
    remember(space, former, event);
    const changes = new Map<ObjectId, number>();
    const count = (object: ObjectId, by: number): void => void changes.set(object, (changes.get(object) ?? 0) + by);
    for (const mapping of next) if (!before.has(mapping)) count(mapping.object, 1);
    for (const mapping of former) if (!after.has(mapping)) count(mapping.object, -1);
    for (const [object, by] of changes) if (by !== 0 || !counts) mapObject(draft, object, by, event);
}

const mostFormer = 16;

/** What is not there any more, for those who ask what was at an address. */
function remember(space: Mutable<AddressSpace>, before: readonly Mapping[], event: EventBase): void {
    const gone = before.filter(({ address, length }) => space.mappings.get(address)?.length !== length);
    if (gone.length === 0) return;
    const taken = gone.map((mapping) => ({ ...mapping, takenBy: nameOf(event), takenAt: event.source ?? null }));
    space.former = [...space.former, ...taken].slice(-mostFormer);
}

/** What is left when a range is taken out. `isMeant`: only of mappings of which that holds. */
export function withoutRange(
    mappings: readonly Mapping[],
    range: AddressRange,
    isMeant: (mapping: Mapping) => boolean = () => true,
): readonly Mapping[] {
    return mappings.flatMap((mapping) => {
        if (!overlaps(mapping, range) || !isMeant(mapping)) return [mapping];
        return [partOf(mapping, mapping.address, range.from), partOf(mapping, range.to, endOf(mapping))].flatMap((part) => part ?? []);
    });
}

/** The parts of mappings that lie in a range. */
export function within(mappings: readonly Mapping[], { from, to }: AddressRange): readonly Mapping[] {
    return mappings.flatMap((mapping) => partOf(mapping, from, to) ?? []);
}

export function overlaps(mapping: Mapping, { from, to }: AddressRange): boolean {
    return mapping.address < to && from < endOf(mapping);
}

/** The part of a mapping between two addresses, which may be all of it; null: there is none. */
function partOf(mapping: Mapping, from: bigint, to: bigint): Mapping | null {
    const first = from > mapping.address ? from : mapping.address;
    const end = to < endOf(mapping) ? to : endOf(mapping);
    if (first >= end) return null;
    if (first === mapping.address && end === endOf(mapping)) return mapping;
    return { ...mapping, address: first, offset: mapping.offset + Number(first - mapping.address), length: Number(end - first) };
}
