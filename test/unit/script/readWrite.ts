/**
 *     p2 write 4 "hello\n"              all of it was taken; `= 3` at the end: only so much; `= EPIPE`: it failed
 *     p2 write 4 "hello\n" captured 2   … and so many bytes are in the record
 *     p2 write 5 "hello\n" at 6         where the description's position is afterwards
 *     p1 read 3 "hello\n"               what it got; "" is the end of the file. readv: without the length asked for
 *     p1 pread 3 "hello" 7              … from the offset 7
 */
import type { CallWord } from "./word";
import { bytesOf } from "./wordValues";

const largestRead = 65536;

export const readWriteCalls = {
    write: ([fd = "", text = '""', ...facts]) => {
        const data = bytesOf(text);
        const captured = factOf(facts, "captured");
        const position = factOf(facts, "at");
        return {
            name: "write",
            args: [Number(fd), 0, data.length],
            entry: { data: captured === null ? data : data.subarray(0, captured) },
            result: data.length,
            exit: () => (position === null ? {} : { position: positionBytes(position) }),
        };
    },
    read: ([fd = "", text = '""']) => {
        const data = bytesOf(text);
        return {
            name: "read",
            args: [Number(fd), 0, largestRead],
            result: data.length,
            data,
            exit: (length, got) => ({ data: got.subarray(0, length) }),
        };
    },
    readv: ([fd = "", text = '""']) => {
        const data = bytesOf(text);
        return {
            name: "readv",
            args: [Number(fd), 0, 1],
            result: data.length,
            data,
            exit: (length, got) => ({ data: got.subarray(0, length) }),
        };
    },
    pread: ([fd = "", text = '""', offset = "0"]) => {
        const data = bytesOf(text);
        return {
            name: "pread64",
            args: [Number(fd), 0, largestRead, Number(offset)],
            result: data.length,
            data,
            exit: (length, got) => ({ data: got.subarray(0, length) }),
        };
    },
} satisfies Record<string, CallWord>;

/** The number after the word. */
function factOf(words: readonly string[], word: string): number | null {
    const place = words.indexOf(word);
    return place < 0 ? null : Number(words[place + 1]);
}

/** A `position` capture (docs/trace-format.md). */
function positionBytes(position: number): Uint8Array {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(position));
    return bytes;
}
