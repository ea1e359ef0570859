/** The C library's functions behind system calls. */
import type { DecodedCall } from "./decodedCall";
import type { ArgumentName } from "./table";

/** The function that a program calls to make this call; undefined: it has the call's own name, as far as can be told. */
export function functionName(call: DecodedCall): string | undefined {
    return call.row.functions?.find(({ where = {} }) => Object.entries(where).every(([name, value]) => hasValue(call, name, value)))?.name;
}

function hasValue(call: DecodedCall, name: string, wanted: number | { readonly mask: number; readonly value: number }): boolean {
    const argument = name as ArgumentName;
    if (typeof wanted !== "number") return (call.int(argument) & wanted.mask) === wanted.value;
    // A pointer may be null in its lower half alone.
    return wanted === 0 ? call.word(argument) === 0n : call.int(argument) === wanted;
}
