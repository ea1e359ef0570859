/** Another protection for a range of addresses (mprotect(2)). */
import { overlaps, within, withoutRange, type AddressRange } from "./changeMappings";
import { continues, endOf, type Mapping } from "./space";

/** `protection`: "r--"; null: unknown from now on. */
export function withProtection(mappings: readonly Mapping[], range: AddressRange, protection: string | null): readonly Mapping[] {
    return mappings.flatMap((mapping) => {
        if (!overlaps(mapping, range) || mapping.protection === protection) return [mapping];
        const changed = within([mapping], range).map((part) => ({ ...part, protection }));
        return [...withoutRange([mapping], range), ...changed];
    });
}

/**
 * The kernel lets a mapping grow by a part of its neighbour that has become like it. Of attachments it does not make one of two, since
 * their number is counted (mm/vma.c, can_merge_remove_vma): so a part goes over only where the neighbour stays with another part, or where
 * it is `added`: then to the neighbour before it, if that can be, and not to both.
 */
export function joinedParts(before: readonly Mapping[], after: readonly Mapping[], added: readonly Mapping[] = []): readonly Mapping[] {
    const [whole, fresh] = [new Set(before), new Set(added)];
    const ends = new Set(before.flatMap(({ address, length }) => (length === null ? [] : [`${address}`, `${address + BigInt(length)}`])));
    const parts: Mapping[] = [];
    const mayJoin = (last: Mapping, next: Mapping): boolean =>
        !next.attached || fresh.has(next) || fresh.has(last) || isCut(last, next, ends, whole);
    for (const mapping of [...after].sort((one, other) => (one.address < other.address ? -1 : 1))) {
        const last = parts.at(-1);
        if (last !== undefined && continues(last, mapping) && last.inherited === mapping.inherited && mayJoin(last, mapping)) {
            parts[parts.length - 1] = { ...last, length: (last.length ?? 0) + (mapping.length ?? 0) };
        } else {
            parts.push(mapping);
        }
    }
    return parts;
}

/** One of the two is a part that was cut off in this change: the border on its other side is new. */
function isCut(last: Mapping, next: Mapping, ends: ReadonlySet<string>, whole: ReadonlySet<Mapping>): boolean {
    const cutBehind = !whole.has(next) && !ends.has(`${endOf(next)}`);
    const cutBefore = !whole.has(last) && !ends.has(`${last.address}`);
    return cutBehind || cutBefore;
}
