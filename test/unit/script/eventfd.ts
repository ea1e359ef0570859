/**
 *     p1 eventfd 3 5 semaphore          descriptor 3 for a counter that begins with 5
 *     p1 add 3 2                        write(2); with `captured 0` the number is not in the record
 *     p1 take 3 2                       read(2) got 2; `p1 enters take 3 0`, `p1 leaves` in the same way
 */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";

function number(value: string): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setBigUint64(0, BigInt(value), true);
    return new Uint8Array(bytes.buffer);
}

function captured(value: string, words: readonly string[]): Uint8Array {
    return words.includes("captured") ? new Uint8Array() : number(value);
}

export const eventfdCalls = {
    eventfd: ([fd = "", value = "0", mode]) => {
        const object = objectBytes({ link: "anon_inode:[eventfd]", inode: 9, mode: 0o600, flags: 0o2 });
        const flags = mode === "semaphore" ? 1 : 0;
        return { name: "eventfd2", args: [Number(value), flags], result: Number(fd), exit: () => ({ object }) };
    },
    add: ([fd = "", value = "0", ...words]) => ({
        name: "write",
        args: [Number(fd), 0, 8],
        entry: { data: captured(value, words) },
        result: 8,
    }),
    take: ([fd = "", value = "0", ...words]) => ({
        name: "read",
        args: [Number(fd), 0, 8],
        result: 8,
        exit: () => ({ data: captured(value, words) }),
    }),
} satisfies Record<string, CallWord>;
