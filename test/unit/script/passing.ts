/**
 *     p1 pass 3 5 6                     sendmsg(2) of one byte on descriptor 3, with descriptors 5 and 6
 *     p2 receive 4 7 8                  recvmsg(2) on descriptor 4; the new descriptors are 7 and 8
 */
import type { CallWord } from "./word";

/** As the operation `rights` stores them, of one message and without facts. */
function rights(descriptors: readonly string[]): Uint8Array {
    const bytes = Buffer.alloc(8 * descriptors.length);
    descriptors.forEach((fd, index) => bytes.writeInt32LE(Number(fd), 8 * index));
    return bytes;
}

export const passingCalls = {
    pass: ([fd = "", ...passed]) => ({ name: "sendmsg", args: [Number(fd), 0, 0], entry: { rights: rights(passed) }, result: 1 }),
    receive: ([fd = "", ...received]) => ({
        name: "recvmsg",
        args: [Number(fd), 0, 0],
        result: 1,
        exit: () => ({ rights: rights(received) }),
    }),
} satisfies Record<string, CallWord>;
