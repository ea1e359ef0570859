/** .debug_aranges (DWARF 5, 6.1.2): where the code and data of a unit stand. A compiler may leave it out, or leave out a unit. */
import { ByteCursor } from "./byteCursor";

interface Range {
    readonly from: bigint;
    /** Behind the last byte. */
    readonly to: bigint;
}

/** By where the unit begins in .debug_info. */
export type AddressRanges = ReadonlyMap<number, readonly Range[]>;

const addressSize = 8;
const version = 2;

/** Throws a RangeError when the section is damaged. Sets of another version, or for segmented addresses, are passed over. */
export function readAddressRanges(section: Uint8Array): AddressRanges {
    const found = new Map<number, Range[]>();
    for (let start = 0; start < section.length;) {
        const cursor = new ByteCursor(section, start);
        const end = cursor.unsigned(4) + cursor.at;
        if (end > section.length) throw new RangeError("set of ranges");
        const isKnown = cursor.unsigned(2) === version;
        const unit = cursor.unsigned(4);
        const isPlain = cursor.unsigned(1) === addressSize && cursor.unsigned(1) === 0;
        // The pairs stand where their own length would put them, counted from the beginning of the set.
        const pair = 2 * addressSize;
        cursor.at = start + Math.ceil((cursor.at - start) / pair) * pair;
        if (isKnown && isPlain) found.set(unit, [...(found.get(unit) ?? []), ...rangesIn(cursor, end)]);
        start = end;
    }
    return found;
}

function* rangesIn(cursor: ByteCursor, end: number): Generator<Range> {
    while (cursor.at + 2 * addressSize <= end) {
        const from = BigInt(cursor.unsigned(addressSize));
        const length = BigInt(cursor.unsigned(addressSize));
        if (length > 0n) yield { from, to: from + length };
    }
}
