/** Addresses and mappings in sentences. */
import { count } from "../words";

/** "0x7f2c1a000000" */
export function addressText(address: bigint): string {
    return `0x${address.toString(16)}`;
}

/** "4096 bytes", "8192 bytes from offset 4096". */
export function extentText(length: number | null, offset = 0): string {
    const bytes = length === null ? "its bytes" : count(length, "byte");
    return offset === 0 ? bytes : `${bytes} from offset ${offset}`;
}

/** Of "rw-": "to read and write". */
export function protectionText(protection: string | null): string {
    if (protection === null) return "with a protection that is not known";
    const words = [
        ...(protection.includes("r") ? ["read"] : []),
        ...(protection.includes("w") ? ["write"] : []),
        ...(protection.includes("x") ? ["execute"] : []),
    ];
    const [first, second, third] = words;
    if (first === undefined) return "without any access";
    if (second === undefined) return `to ${first} only`;
    return third === undefined ? `to ${first} and ${second}` : `to ${first}, ${second} and ${third}`;
}
