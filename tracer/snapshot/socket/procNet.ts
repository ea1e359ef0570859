/** What /proc/net tells of netlink, raw and packet sockets (raw_sock_seq_show in net/ipv4/raw.c, netlink_native_seq_show, packet_seq_show). */
import { addressOf } from "../../model/kinds/socket/address";
import { answerTo } from "../../trace/kernelAnswers";
import type { KernelSnapshot } from "../../trace/kernelSnapshot";
import { machineText } from "../inquiry";

const files = {
    netlink: machineText("/proc/net/netlink"),
    packet: machineText("/proc/net/packet"),
    raw: machineText("/proc/net/raw"),
    raw6: machineText("/proc/net/raw6"),
};

export const procNetInquiries = Object.values(files);

export interface ProcNetReading {
    readonly family: "AF_NETLINK" | "AF_PACKET" | "AF_INET" | "AF_INET6";
    /** As in socket(2), of packet sockets in network byte order; null: the file does not tell. */
    readonly protocol: number | null;
    readonly local: string;
    readonly connected: boolean | null;
}

/** Those of one account, by their inodes; each file begins with a line of headings. */
export function readProcNet(snapshot: KernelSnapshot): ReadonlyMap<string, ProcNetReading> {
    let readings = known.get(snapshot);
    if (readings === undefined) {
        readings = new Map([
            ...rows(snapshot, files.netlink).map(netlinkRow),
            ...rows(snapshot, files.packet).map(packetRow),
            ...rows(snapshot, files.raw).map((words) => rawRow("AF_INET", words)),
            ...rows(snapshot, files.raw6).map((words) => rawRow("AF_INET6", words)),
        ]);
        known.set(snapshot, readings);
    }
    return readings;
}

const known = new WeakMap<KernelSnapshot, ReadonlyMap<string, ProcNetReading>>();

type Row = [inode: string, reading: ProcNetReading];

function rows(snapshot: KernelSnapshot, file: (typeof procNetInquiries)[number]): readonly (readonly string[])[] {
    const bytes = answerTo(snapshot, file, 0)?.bytes;
    const lines = bytes === undefined ? [] : new TextDecoder().decode(bytes).trimEnd().split("\n").slice(1);
    return lines.map((line) => line.trim().split(/\s+/));
}

/** sk Eth Pid Groups Rmem Wmem Dump Locks Drops Inode */
function netlinkRow(words: readonly string[]): Row {
    const port = Number(words[2]);
    return [
        words[9] ?? "",
        { family: "AF_NETLINK", protocol: Number(words[1]), local: port === 0 ? "" : `port ${port >>> 0}`, connected: null },
    ];
}

/** sk RefCnt Type Proto Iface R Rmem User Inode */
function packetRow(words: readonly string[]): Row {
    const index = Number(words[4]);
    const host = parseInt(words[3] ?? "0", 16);
    const protocol = ((host & 0xff) << 8) | (host >> 8);
    return [words[8] ?? "", { family: "AF_PACKET", protocol, local: index === 0 ? "" : `interface ${index}`, connected: null }];
}

/** sl local_address rem_address st tx_queue:rx_queue tr:when retrnsmt uid timeout inode … */
function rawRow(family: "AF_INET" | "AF_INET6", words: readonly string[]): Row {
    const connected = parseInt(words[3] ?? "", 16) === 1; // TCP_ESTABLISHED, of raw sockets too
    return [words[9] ?? "", { family, protocol: null, local: nameOf(family, words[1] ?? ""), connected }];
}

/** "0100007F:0001": words of four bytes as this machine stores them, and the port. */
function nameOf(family: "AF_INET" | "AF_INET6", text: string): string {
    const [address = "", port = "0"] = text.split(":");
    const [number, length, place] = family === "AF_INET" ? [2, 16, 4] : [10, 28, 8];
    const view = new DataView(new ArrayBuffer(length));
    view.setUint16(0, number, true);
    view.setUint16(2, parseInt(port, 16));
    for (let word = 0; word * 8 < address.length; word++) {
        view.setUint32(place + 4 * word, parseInt(address.slice(8 * word, 8 * word + 8), 16), true);
    }
    return addressOf(new Uint8Array(view.buffer))?.name ?? "";
}
