/** mremap(2): a range of an address space gets another place or another length (mm/mremap.c). */
import { rangeOf, within, withoutRange } from "./changeMappings";
import { joinedParts } from "./changeProtection";
import { endOf, mappingIn, type Mapping } from "./space";

export interface Move {
    /** seq of the event. */
    readonly seq: number;
    readonly address: bigint;
    readonly length: number;
    readonly newAddress: bigint;
    readonly newLength: number;
    readonly kept: boolean;
}

export function moved(mappings: readonly Mapping[], move: Move): readonly Mapping[] {
    const { address, length, newAddress, newLength, kept, seq } = move;
    if (length === 0) return duplicated(mappings, move);
    const parts = within(mappings, rangeOf(address, length));
    const inPlace = address === newAddress;
    if (inPlace && newLength <= length) return withoutRange(mappings, { from: address + BigInt(newLength), to: address + BigInt(length) });
    const rest = kept ? mappings : withoutRange(mappings, rangeOf(address, length));
    const shifted = within(parts, rangeOf(address, newLength)).map((part) => {
        const atEnd = newLength > length && endOf(part) === address + BigInt(length);
        return {
            ...part,
            address: part.address - address + newAddress,
            length: (part.length ?? 0) + (atEnd ? newLength - length : 0),
            ...(!inPlace && { since: seq }),
        };
    });
    const others = withoutRange(rest, rangeOf(newAddress, newLength));
    return joinedParts(others, [...others, ...shifted], shifted);
}

/** An old length of 0 maps the pages of a shared mapping a second time. */
function duplicated(mappings: readonly Mapping[], { address, newAddress, newLength, seq }: Move): readonly Mapping[] {
    const origin = mappingIn(mappings, address);
    if (origin === undefined) return mappings;
    const offset = origin.offset + Number(address - origin.address);
    const others = withoutRange(mappings, rangeOf(newAddress, newLength));
    const added = { ...origin, address: newAddress, length: newLength, offset, since: seq };
    return joinedParts(others, [...others, added], [added]);
}
