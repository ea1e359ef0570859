/**
 *     p2 write 4 "hello\n"              all of it was taken; `= 3` at the end: only so much; `= EPIPE`: it failed
 *     p2 write 4 "hello\n" captured 2   … and so many bytes are in the record
 *     p1 read 3 "hello\n"               what it got; "" is the end of the file
 */
import type { CallWord } from "./word";
import { bytesOf } from "./wordValues";

const largestRead = 65536;

export const readWriteCalls = {
    write: ([fd = "", text = '""', , captured]) => {
        const data = bytesOf(text);
        const entry = { data: captured === undefined ? data : data.subarray(0, Number(captured)) };
        return { name: "write", args: [Number(fd), 0, data.length], entry, result: data.length };
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
} satisfies Record<string, CallWord>;
