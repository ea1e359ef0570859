/**
 *     p1 sendmmsg 3 "one" "two"                        a name behind a message: "two" to 127.0.0.1:80
 *     p2 recvmmsg 4 "one" "two"                        a message that was cut: "tw" cut
 *     p1 option 3 SO_RCVBUF 2048                       setsockopt(2)
 *     p2 credentials 4 "x" 101 1000 100                recvmsg(2) with SCM_CREDENTIALS: process, user, group
 */
import { addressBytes } from "./socket";
import type { CallWord } from "./word";
import { bytesOf } from "./wordValues";

const truncatedFlag = 0x20; // MSG_TRUNC

interface Given {
    readonly data: Uint8Array;
    readonly name: Uint8Array;
    readonly flags: number;
}

function messagesIn(words: readonly string[]): readonly Given[] {
    const messages: Given[] = [];
    for (let at = 0; at < words.length; at++) {
        const data = bytesOf(words[at] ?? "");
        const isNamed = words[at + 1] === "to" || words[at + 1] === "from";
        const name = isNamed ? addressBytes(words[at + 2] ?? "") : new Uint8Array();
        if (isNamed) at += 2;
        const isCut = words[at + 1] === "cut";
        if (isCut) at += 1;
        messages.push({ data, name, flags: isCut ? truncatedFlag : 0 });
    }
    return messages;
}

/** As the operation `messages` stores them. */
function vector(messages: readonly Given[]): Uint8Array {
    const parts = messages.flatMap(({ data, name, flags }) => {
        const head = Buffer.alloc(20);
        [flags, data.length, name.length, data.length, data.length].forEach((value, index) => head.writeUInt32LE(value, 4 * index));
        return [head, name, data];
    });
    return Buffer.concat(parts);
}

/** `struct mmsghdr` after the call. */
function lengths(messages: readonly Given[]): Uint8Array {
    const structures = Buffer.alloc(64 * messages.length);
    messages.forEach(({ data }, index) => structures.writeUInt32LE(data.length, 64 * index + 56));
    return structures;
}

function credentialsMessage(numbers: readonly number[]): Uint8Array {
    const bytes = Buffer.alloc(32);
    bytes.writeBigUInt64LE(28n, 0);
    [1, 2, ...numbers].forEach((value, index) => bytes.writeUInt32LE(value, 8 + 4 * index));
    return bytes;
}

/** Level and number. */
const optionNumbers: Readonly<Record<string, readonly [number, number]>> = {
    SO_RCVBUF: [1, 8],
    SO_OOBINLINE: [1, 10],
    SO_LINGER: [1, 13],
    IPV6_V6ONLY: [41, 26],
};

export const socketMessageCalls = {
    sendmmsg: ([fd = "", ...words]) => {
        const messages = messagesIn(words);
        return {
            name: "sendmmsg",
            args: [Number(fd), 0, messages.length, 0],
            entry: { given: vector(messages) },
            result: messages.length,
            exit: (result) => ({ lengths: lengths(messages.slice(0, result)) }),
        };
    },
    recvmmsg: ([fd = "", ...words]) => {
        const messages = messagesIn(words);
        return {
            name: "recvmmsg",
            args: [Number(fd), 0, messages.length, 0, 0],
            result: messages.length,
            exit: () => ({ received: vector(messages) }),
        };
    },
    option: ([fd = "", option = "", value = "1"]) => {
        const bytes = Buffer.alloc(8);
        bytes.writeInt32LE(Number(value), 0);
        return {
            name: "setsockopt",
            args: [Number(fd), ...(optionNumbers[option] ?? [0, 0]), 0, bytes.length],
            entry: { value: bytes.subarray(0, 4), time: bytes },
            result: 0,
        };
    },
    credentials: ([fd = "", text = '""', ...numbers]) => {
        const data = bytesOf(text);
        return {
            name: "recvmsg",
            args: [Number(fd), 0, 0],
            result: data.length,
            data,
            exit: (length, got) => ({ data: got.subarray(0, length), control: credentialsMessage(numbers.map(Number)) }),
        };
    },
} satisfies Record<string, CallWord>;
