/**
 *     p1 mq_open 3 /jobs O_RDWR O_CREAT O_EXCL 2 16    descriptor 3 of a queue for 2 messages of 16 bytes
 *     p1 mq_send 3 9 "text"             with priority 9
 *     p1 mq_receive 3 9 "text"          got one of priority 9; `-`: the program did not ask for it
 *     p1 mq_notify 3 signal 10          or: thread, nothing, off
 *     p1 mq_getattr 3 2 16 1            two of 16 bytes fit, one is there; `p1 mq_setattr 3 O_NONBLOCK`
 *     p1 mq_unlink /jobs
 */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";
import { bytesOf, openFlagsOf, pathBytes } from "./wordValues";

const largestMessage = 8192;
const closeOnExec = 0o2000000;
const ways: Readonly<Record<string, number>> = { signal: 0, nothing: 1, thread: 2 };

/** By name, the inode of each queue. */
function inodeOf(name: string): number {
    return [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_000, 7);
}

/** struct mq_attr. */
function attributes(flags: number, limit: string, size: string, count: string): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(64));
    for (const [place, value] of [flags, limit, size, count].entries()) bytes.setBigInt64(8 * place, BigInt(value), true);
    return new Uint8Array(bytes.buffer);
}

function integer(value: number): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(4));
    bytes.setUint32(0, value, true);
    return new Uint8Array(bytes.buffer);
}

/** struct sigevent. */
function notification(how: string, signal: string): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(16));
    bytes.setInt32(8, Number(signal), true);
    bytes.setInt32(12, ways[how] ?? 0, true);
    return new Uint8Array(bytes.buffer);
}

export const posixMessageQueueCalls = {
    mq_open: ([fd = "", name = "", ...words]) => {
        const flags = openFlagsOf(words);
        const [limit, size] = words.filter((word) => /^\d+$/.test(word));
        const object = objectBytes({ link: name, inode: inodeOf(name), mode: 0o100600, flags: (flags & ~0o300) | closeOnExec });
        const limits = limit !== undefined && size !== undefined && { attributes: attributes(0, limit, size, "0") };
        return {
            name: "mq_open",
            args: [0, flags, 0o600, limits === false ? 0 : 1],
            result: Number(fd),
            entry: { queueName: pathBytes(name.slice(1)), ...limits },
            exit: () => ({ object }),
        };
    },
    mq_send: ([fd = "", priority = "0", text = '""']) => {
        const data = bytesOf(text);
        return { name: "mq_timedsend", args: [Number(fd), 0, data.length, Number(priority), 0], entry: { data }, result: 0 };
    },
    mq_receive: ([fd = "", priority = "-", text = '""']) => {
        const data = bytesOf(text);
        const asked = priority !== "-" && { priority: integer(Number(priority)) };
        return {
            name: "mq_timedreceive",
            args: [Number(fd), 0, largestMessage, 0, 0],
            result: data.length,
            exit: () => ({ data, ...asked }),
        };
    },
    mq_notify: ([fd = "", how = "", signal = "0"]) => ({
        name: "mq_notify",
        args: [Number(fd), how === "off" ? 0 : 1],
        result: 0,
        ...(how !== "off" && { entry: { notification: notification(how, signal) } }),
    }),
    mq_getattr: ([fd = "", limit = "0", size = "0", count = "0"]) => ({
        name: "mq_getsetattr",
        args: [Number(fd), 0, 1],
        result: 0,
        exit: () => ({ told: attributes(0, limit, size, count) }),
    }),
    mq_setattr: ([fd = "", ...words]) => ({
        name: "mq_getsetattr",
        args: [Number(fd), 1, 0],
        result: 0,
        entry: { attributes: attributes(openFlagsOf(words), "0", "0", "0") },
    }),
    mq_unlink: ([name = ""]) => ({ name: "mq_unlink", args: [0], result: 0, entry: { queueName: pathBytes(name.slice(1)) } }),
} satisfies Record<string, CallWord>;
