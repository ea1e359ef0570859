/** What sock_diag(7) tells of UDP sockets that have a name, found by their inodes (include/uapi/linux/inet_diag.h). */
import { addressOf } from "../../model/kinds/socket/address";
import { answerTo } from "../../trace/kernelAnswers";
import type { KernelSnapshot } from "../../trace/kernelSnapshot";
import { udpSockets } from "../inquiry";

export const udpDiagnoses = [udpSockets(4), udpSockets(6)] as const;

export interface UdpReading {
    readonly local: string;
    /** Null: it is not connected. */
    readonly remote: string | null;
    /** Whether datagrams wait in it, empty ones too. */
    readonly holds: boolean;
}

/** Those of one account; without those that have no name. */
export function readUdpSockets(snapshot: KernelSnapshot): ReadonlyMap<string, UdpReading> {
    let readings = known.get(snapshot);
    if (readings === undefined) {
        const dumps = udpDiagnoses.flatMap((inquiry) => answerTo(snapshot, inquiry, 0)?.bytes ?? []);
        known.set(snapshot, (readings = new Map(dumps.flatMap((bytes) => [...messages(bytes)]))));
    }
    return readings;
}

const known = new WeakMap<KernelSnapshot, ReadonlyMap<string, UdpReading>>();

/** `struct nlmsghdr`, `struct inet_diag_msg`. */
const [headLength, messageLength] = [16, 72];

function* messages(bytes: Uint8Array): Iterable<[string, UdpReading]> {
    const connected = 1; // TCP_ESTABLISHED, of UDP too
    for (let at = 0; at + headLength + messageLength <= bytes.length;) {
        const length = new DataView(bytes.buffer, bytes.byteOffset + at, headLength).getUint32(0, true);
        if (length < headLength + messageLength) break;
        const view = new DataView(bytes.buffer, bytes.byteOffset + at + headLength, messageLength);
        const inode = view.getUint32(68, true);
        yield [
            String(inode),
            {
                local: nameOf(view, 4, 8),
                remote: view.getUint8(1) === connected ? nameOf(view, 6, 24) : null,
                holds: view.getUint32(56, true) > 0,
            },
        ];
        at += (length + 3) & ~3;
    }
}

/** As of a `struct sockaddr_in` or `sockaddr_in6`, whose family the message begins with. */
function nameOf(view: DataView, portAt: number, addressAt: number): string {
    const family = view.getUint8(0);
    const isVersionSix = family === 10;
    const [length, place, addressLength] = isVersionSix ? [28, 8, 16] : [16, 4, 4];
    const name = new Uint8Array(length);
    name[0] = family;
    name.set(new Uint8Array(view.buffer, view.byteOffset + portAt, 2), 2);
    name.set(new Uint8Array(view.buffer, view.byteOffset + addressAt, addressLength), place);
    return addressOf(name)?.name ?? "";
}
