/** Bytes by what they have in common with others, which are larger than deflating looks back. */
import { ByteReader } from "./byteReader";
import { ByteWriter } from "./byteWriter";

/** Bytes by which a place is found again; every so-manyth place of the base is known. */
const keyLength = 12;
const placeDistance = 4;
/** A shorter match costs as much as it saves. */
const leastMatch = 16;

/**
 * What makes `target` of `base`: again and again some bytes of the target's own, and then some of the base; numbers first, and all own bytes
 * behind them, so that either deflates well.
 */
export function patchOf(base: Uint8Array, target: Uint8Array): Uint8Array {
    const places = placesIn(base);
    const numbers = new ByteWriter();
    const own = new ByteWriter();
    /** Up to where the target is told, and what of the base would come next if nothing differed. */
    let [told, next] = [0, 0];
    let position = 0;
    while (position + keyLength <= target.length) {
        const match = longerMatch(base, target, position, next + position - told, places.get(keyAt(target, position)));
        if (match.length < leastMatch) {
            position += 1;
            continue;
        }
        tell(position, match);
        position = told;
    }
    tell(target.length, { place: next, length: 0 });
    const writer = new ByteWriter();
    writer.whole(target.length);
    writer.whole(numbers.length);
    writer.put(numbers.take());
    writer.put(own.take());
    return writer.take();

    function tell(until: number, { place, length }: Match): void {
        numbers.whole(until - told);
        own.put(target.subarray(told, until));
        numbers.whole(length);
        const jump = place - next;
        numbers.whole(jump < 0 ? -2 * jump - 1 : 2 * jump);
        told = until + length;
        next = place + length;
    }
}

/** What `patchOf` was given as target. Throws a RangeError where the patch does not fit the base. */
export function patched(base: Uint8Array, patch: Uint8Array): Uint8Array {
    const reader = new ByteReader(patch);
    const length = reader.whole();
    const numbers = new ByteReader(reader.take(reader.whole()));
    if (length > base.length * patch.length + patch.length) throw new RangeError("a patch that claims too much");
    const target = new Uint8Array(length);
    let [told, next] = [0, 0];
    while (told < length) {
        const own = reader.take(numbers.whole());
        const common = numbers.whole();
        const jump = numbers.whole();
        next += jump % 2 === 0 ? jump / 2 : -(jump + 1) / 2;
        if (own.length + common === 0 || next < 0 || next + common > base.length) throw new RangeError("a patch of other bytes");
        target.set(own, told);
        target.set(base.subarray(next, next + common), told + own.length);
        told += own.length + common;
        next += common;
    }
    return target;
}

interface Match {
    readonly place: number;
    readonly length: number;
}

/** By key: the first place of the base that has it. */
function placesIn(base: Uint8Array): ReadonlyMap<number, number> {
    const places = new Map<number, number>();
    for (let place = 0; place + keyLength <= base.length; place += placeDistance) {
        const key = keyAt(base, place);
        if (!places.has(key)) places.set(key, place);
    }
    return places;
}

/** FNV-1a (draft-eastlake-fnv). */
function keyAt(bytes: Uint8Array, position: number): number {
    let key = 0x811c9dc5;
    for (let index = position; index < position + keyLength; index++) key = Math.imul(key ^ (bytes[index] ?? 0), 0x01000193);
    return key;
}

function longerMatch(base: Uint8Array, target: Uint8Array, position: number, expected: number, known: number | undefined): Match {
    const first = { place: expected, length: commonLength(base, expected, target, position) };
    if (known === undefined || known === expected) return first;
    const second = { place: known, length: commonLength(base, known, target, position) };
    return second.length > first.length ? second : first;
}

function commonLength(base: Uint8Array, place: number, target: Uint8Array, position: number): number {
    let length = 0;
    while (place + length < base.length && position + length < target.length && base[place + length] === target[position + length]) {
        length += 1;
    }
    return length;
}
