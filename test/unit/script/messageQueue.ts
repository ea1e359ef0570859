/**
 *     p1 msgget 7 IPC_CREAT = 3         a queue by its key gets the number 3; key 0 is IPC_PRIVATE
 *     p1 msgsnd 3 2 "text"              a message of type 2
 *     p1 msgrcv 3 0 2 "text"            asked for any type (0), got one of type 2; MSG_EXCEPT and others behind it
 *     p1 msgctl 3 rmid                  or: set 100, stat
 */
import type { CallWord } from "./word";
import { bytesOf } from "./wordValues";

const flagValues: Readonly<Record<string, number>> = {
    IPC_CREAT: 0o1000,
    IPC_EXCL: 0o2000,
    IPC_NOWAIT: 0o4000,
    MSG_NOERROR: 0o10000,
    MSG_EXCEPT: 0o20000,
    MSG_COPY: 0o40000,
};
const commands: Readonly<Record<string, number>> = { rmid: 0, set: 1, stat: 2 };
const largestMessage = 8192;

function flagsOf(words: readonly string[]): number {
    return words.reduce((flags, word) => flags | (flagValues[word] ?? 0), 0);
}

function typeBytes(type: string): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setBigInt64(0, BigInt(type), true);
    return new Uint8Array(bytes.buffer);
}

/** struct msqid_ds, with msg_qbytes. */
function queueFacts(limit: string): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(120));
    bytes.setUint32(20, 0o600, true);
    bytes.setBigUint64(88, BigInt(limit), true);
    return new Uint8Array(bytes.buffer);
}

export const messageQueueCalls = {
    msgget: ([key = "0", ...words]) => ({ name: "msgget", args: [Number(key), flagsOf(words) | 0o600], result: 0 }),
    msgsnd: ([queue = "", type = "", text = '""', ...words]) => {
        const data = bytesOf(text);
        return { name: "msgsnd", args: [Number(queue), 0, data.length, flagsOf(words)], entry: { type: typeBytes(type), data }, result: 0 };
    },
    msgrcv: ([queue = "", wanted = "", type = "", text = '""', ...words]) => {
        const data = bytesOf(text);
        const count = words.includes("MSG_NOERROR") ? data.length : largestMessage;
        return {
            name: "msgrcv",
            args: [Number(queue), 0, count, Number(wanted), flagsOf(words)],
            result: data.length,
            exit: () => ({ type: typeBytes(type), data }),
        };
    },
    msgctl: ([queue = "", command = "", limit = "0"]) => ({
        name: "msgctl",
        args: [Number(queue), commands[command] ?? 0, 0],
        result: 0,
        ...(command === "set" && { entry: { setTo: queueFacts(limit) } }),
    }),
} satisfies Record<string, CallWord>;
