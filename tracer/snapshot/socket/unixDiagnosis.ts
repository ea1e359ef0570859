/** What sock_diag(7) tells of UNIX sockets, found by their inodes (include/uapi/linux/unix_diag.h). */
import { answerTo } from "../../trace/kernelAnswers";
import type { KernelSnapshot } from "../../trace/kernelSnapshot";
import { unixSockets } from "../inquiry";

export const unixDiagnosis = unixSockets("peer", "queue", "lengths");

export interface UnixReading {
    readonly listening: boolean;
    /** The inode of its other end: 0 when that is gone, or has no descriptor yet; null: it has none. */
    readonly peer: number | null;
    /** Of a listening socket: the inodes of the clients in its queue (of those that are gone: 0), and how many fit. */
    readonly waiting: readonly number[] | null;
    readonly most: number | null;
    /** What shutdown(2) of either end has left it without. */
    readonly cannotReceive: boolean;
    readonly cannotSend: boolean;
}

/** Those of one account; null: the kernel did not tell. */
export function readUnixSockets(snapshot: KernelSnapshot): ReadonlyMap<string, UnixReading> | null {
    let readings = known.get(snapshot);
    if (readings === undefined) {
        const bytes = answerTo(snapshot, unixDiagnosis, 0)?.bytes;
        known.set(snapshot, (readings = bytes === undefined ? null : new Map(messages(bytes))));
    }
    return readings;
}

const known = new WeakMap<KernelSnapshot, ReadonlyMap<string, UnixReading> | null>();

/** `struct nlmsghdr`, `struct unix_diag_msg`, attributes. */
const [headLength, messageLength] = [16, 16];

function* messages(bytes: Uint8Array): Iterable<[string, UnixReading]> {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + headLength + messageLength <= bytes.length;) {
        const length = view.getUint32(at, true);
        const body = at + headLength;
        const listenState = 10; // TCP_LISTEN
        const attributes = attributesOf(
            new DataView(bytes.buffer, bytes.byteOffset + body + messageLength, length - headLength - messageLength),
        );
        yield [String(view.getUint32(body + 4, true)), readingOf(view.getUint8(body + 2) === listenState, attributes)];
        at += aligned(length);
    }
}

const [peerAttribute, queueAttribute, lengthsAttribute, shutdownAttribute] = [2, 3, 4, 6];
const [cannotReceiveBit, cannotSendBit] = [1, 2];

function readingOf(listening: boolean, attributes: ReadonlyMap<number, DataView>): UnixReading {
    const queue = attributes.get(queueAttribute);
    const inodes = Array.from({ length: (queue?.byteLength ?? 0) / 4 }, (_, index) => queue?.getUint32(4 * index, true) ?? 0);
    const shutdown = attributes.get(shutdownAttribute)?.getUint8(0) ?? 0;
    return {
        listening,
        peer: attributes.get(peerAttribute)?.getUint32(0, true) ?? null,
        waiting: listening ? inodes : null,
        most: listening ? (attributes.get(lengthsAttribute)?.getUint32(4, true) ?? null) : null,
        cannotReceive: (shutdown & cannotReceiveBit) !== 0,
        cannotSend: (shutdown & cannotSendBit) !== 0,
    };
}

/** `struct nlattr`: length with its head, type, value. */
function attributesOf(view: DataView): ReadonlyMap<number, DataView> {
    const attributes = new Map<number, DataView>();
    for (let at = 0; at + 4 <= view.byteLength;) {
        const length = view.getUint16(at, true);
        if (length < 4 || at + length > view.byteLength) break;
        attributes.set(view.getUint16(at + 2, true), new DataView(view.buffer, view.byteOffset + at + 4, length - 4));
        at += aligned(length);
    }
    return attributes;
}

function aligned(length: number): number {
    return (length + 3) & ~3;
}
