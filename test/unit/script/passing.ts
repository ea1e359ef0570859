/**
 *     p1 socketpair 3 4
 *     p1 pass 3 5 6                     sendmsg(2) of one byte on descriptor 3, with descriptors 5 and 6
 *     p2 receive 4 7 8                  recvmsg(2) on descriptor 4; the new descriptors are 7 and 8
 */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";

/** As the operation `rights` stores them, of one message and without facts. */
function rights(descriptors: readonly string[]): Uint8Array {
    const bytes = Buffer.alloc(8 * descriptors.length);
    descriptors.forEach((fd, index) => bytes.writeInt32LE(Number(fd), 8 * index));
    return bytes;
}

const [unixDomain, streamType] = [1, 1];

export const passingCalls = {
    socketpair: ([one = "", other = ""], serial) => {
        const facts = () => {
            const inode = 7000 + serial();
            return objectBytes({ link: `socket:[${inode}]`, inode, mode: 0o140777, flags: 2 });
        };
        const [oneEnd, otherEnd] = [facts(), facts()];
        const ends = Uint8Array.from([Number(one), 0, 0, 0, Number(other), 0, 0, 0]);
        return { name: "socketpair", args: [unixDomain, streamType, 0, 0], result: 0, exit: () => ({ ends, oneEnd, otherEnd }) };
    },
    pass: ([fd = "", ...passed]) => ({ name: "sendmsg", args: [Number(fd), 0, 0], entry: { rights: rights(passed) }, result: 1 }),
    receive: ([fd = "", ...received]) => ({
        name: "recvmsg",
        args: [Number(fd), 0, 0],
        result: 1,
        exit: () => ({ rights: rights(received) }),
    }),
} satisfies Record<string, CallWord>;
