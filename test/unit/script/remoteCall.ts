/**
 *     p1 calls 3 0x2a 2 to 127.0.0.1:53     sendto(2) of a call of ONC RPC: transaction, procedure; without a name to the other end
 *     p2 called 4 0x2a 2 from 127.0.0.1:40  recvfrom(2) of it
 *     p2 replies 4 0x2a to 127.0.0.1:40     sendto(2) of its reply, p1 replied 3 0x2a from … the receipt
 *
 * Over a stream, with its length before it: `stream` at the end.
 */
import { addressBytes } from "./socket";
import type { CallWord, PlannedCall } from "./word";

export function callBytes(transaction: number, procedure: number): Uint8Array {
    return numbers([transaction, 0, 2, 0x20000001, 1, procedure, 0, 0, 0, 0]);
}

export function replyBytes(transaction: number, status = 0): Uint8Array {
    return numbers([transaction, 1, 0, 0, 0, status]);
}

function numbers(values: readonly number[]): Uint8Array {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
    return bytes;
}

/** Record marking (RFC 5531): one fragment. */
export function recordBytes(message: Uint8Array): Uint8Array {
    return Buffer.concat([numbers([(0x80000000 | message.length) >>> 0]), message]);
}

function sent(fd: string, message: Uint8Array, words: readonly string[]): PlannedCall {
    const data = words.at(-1) === "stream" ? recordBytes(message) : message;
    const name = words[0] === "to" ? words[1] : undefined;
    return {
        name: "sendto",
        args: [Number(fd), 0, data.length, 0, name === undefined ? 0 : 4096, 16],
        entry: { data, ...(name !== undefined && { name: addressBytes(name) }) },
        result: data.length,
    };
}

function received(fd: string, message: Uint8Array, words: readonly string[]): PlannedCall {
    const data = words.at(-1) === "stream" ? recordBytes(message) : message;
    const name = words[0] === "from" ? words[1] : undefined;
    return {
        name: "recvfrom",
        args: [Number(fd), 0, 4096, 0, name === undefined ? 0 : 4096, 0],
        result: data.length,
        data,
        exit: (length, got) => ({ data: got.subarray(0, length), ...(name !== undefined && { name: addressBytes(name) }) }),
    };
}

export const remoteCallCalls = {
    calls: ([fd = "", transaction = "", procedure = "", ...words]) => sent(fd, callBytes(Number(transaction), Number(procedure)), words),
    called: ([fd = "", transaction = "", procedure = "", ...words]) =>
        received(fd, callBytes(Number(transaction), Number(procedure)), words),
    replies: ([fd = "", transaction = "", ...words]) => sent(fd, replyBytes(Number(transaction)), words),
    replied: ([fd = "", transaction = "", ...words]) => received(fd, replyBytes(Number(transaction)), words),
} satisfies Record<string, CallWord>;
