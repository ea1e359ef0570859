/** Sockets (socket(7)): what one is, what it is called, who is at its other end, and what has come for it. */
import type { ObjectId, ProcessId } from "../../identities";
import type { ObjectBase } from "../../kernelObject";
import type { Mutable } from "../../mutable";
import type { SourceLocation } from "../../sourceLocation";
import type { Segment } from "../pipe/segments";
import type { RemoteCall, RemoteMessage } from "./remoteMessage";

/** `listening`: connections come to its queue. `connected`: it has another end; of datagrams, a receiver of all that is sent. */
export type Stage = "created" | "bound" | "listening" | "connecting" | "connected";

/** Bytes, or a message, that have come for a socket. */
export interface Arrived extends Segment {
    /** The socket through which they were sent; null: unknown. */
    readonly from: ObjectId | null;
    /** Calls and replies that the message is, of a protocol that is recognised. */
    readonly remoteCalls?: readonly RemoteMessage[];
    /** The out-of-band byte (tcp(7), urgent data): reads without MSG_OOB pass over it, unless SO_OOBINLINE is set. */
    readonly urgent?: true;
    /** A datagram that the kernel may have thrown away, since the receiver's queue may have been full (udp(7)). */
    readonly uncertain?: true;
}

/** A send, or a message of several, that has not returned: the receiver may have it already, of a stream any part of it. */
export interface Sending {
    /** seq of its callBlocked event. */
    readonly write: number;
    /** Bytes of the same call that stand before it. */
    readonly start: number;
    readonly process: ProcessId;
    readonly tid: number;
    readonly source: SourceLocation | null;
    /** The socket that is to receive it; null: unknown. */
    readonly to: ObjectId | null;
    readonly offered: number;
    /** Bytes that a receiver was seen to have. */
    readonly taken: number;
    /** A receiver was seen to have all of it: of a message, which may be empty. */
    readonly received: boolean;
    /** The bytes that nobody was seen to have, as far as they were captured. */
    readonly data: Uint8Array | null;
    /** Its thread is gone: how much was sent is not known. */
    readonly abandoned: boolean;
}

export interface Socket extends ObjectBase {
    readonly kind: "socket";
    /** As in socket(2): "AF_UNIX", "SOCK_STREAM", IPPROTO_…; null: unknown. */
    readonly family: string | null;
    readonly type: string | null;
    readonly protocol: number | null;
    readonly stage: Stage | null;
    /** Its own name: a path, "@name" of abstract ones, "127.0.0.1:80"; "": it has none; null: unknown. */
    readonly local: string | null;
    /** Where that name stands in the file system, as far as text can tell, and the seq of the event that put it there. */
    readonly path: string | null;
    readonly boundAt: number | null;
    /** That of the other end, or to which datagrams go. */
    readonly remote: string | null;
    /** The other end, which may be gone; of datagrams, the socket to which they go. Null: there is none, or it is not known. */
    readonly peer: ObjectId | null;
    /** The process that made the connection at the other end, by number (SO_PEERCRED); null: unknown. */
    readonly peerPid: number | null;
    /** Of a listening socket: how many connections fit into its queue, as listen(2) got it; null: unknown, or not listening. */
    readonly backlog: number | null;
    /** Connections that nobody has accepted yet, the first to come first. */
    readonly waiting: readonly ObjectId[];
    /** Somebody has begun to connect and is gone: whether such a connection is in the queue is not known. */
    readonly mayHaveOthers: boolean;
    /** The listening socket to which it has begun to connect, without waiting for it. */
    readonly connectsTo: ObjectId | null;
    /** The listening socket in whose queue it stands. */
    readonly waitsAt: ObjectId | null;
    /** shutdown(2) of its own ends, and what that of the other end means for it. */
    readonly shutRead: boolean;
    readonly shutWrite: boolean;
    readonly peerShutRead: boolean;
    readonly peerShutWrite: boolean;
    /** Nobody has the other end any more. */
    readonly peerClosed: boolean;
    /** It went since only messages in its own queue had it: the kernel collects such sockets some time later (net/unix/garbage.c). */
    readonly collected: boolean;
    /** The same of the other end: when that has come is not known. */
    readonly peerCollected: boolean;
    /** The other end was closed although not all was received there. */
    readonly reset: boolean;
    /** What became of the last out-of-band byte that was sent to it. */
    readonly urgent: "none" | "waits" | "received" | "passed over";
    /** What was sent to it and not received, in order: bytes, or one for each message. Bytes of TCP may still be on their way. */
    readonly incoming: readonly Arrived[];
    /** Bytes of `incoming`; null: what is in it is not known. */
    readonly accounted: number | null;
    /** Sends through it that have not returned. */
    readonly sending: readonly Sending[];
    /** Bytes, or messages, sent through it and received from it so far. */
    readonly sent: number;
    readonly received: number;
    /** Remote procedure calls that were made through it, the last ones. */
    readonly calls: readonly RemoteCall[];
    /** Options that were set, by name (socket(7)). */
    readonly options: ReadonlyMap<string, string>;
    readonly createdBy: ProcessId | null;
    readonly createdAt: SourceLocation | null;
}

export type MutableSocket = Mutable<Socket>;

/** What is known of a socket when it is first seen; what is missing is unknown. */
export interface SocketFacts {
    readonly family?: string;
    readonly type?: string;
    readonly protocol?: number;
    readonly stage?: Stage;
    readonly local?: string | null;
    readonly remote?: string | null;
    readonly peer?: ObjectId | null;
    readonly peerPid?: number | null;
    readonly waitsAt?: ObjectId | null;
    /** It was made in the trace: nothing has come for it yet. */
    readonly fresh?: true;
}

/** Bytes flow without boundaries; null: unknown. */
export function isStream({ type }: Pick<Socket, "type">): boolean | null {
    return type === null ? null : type === "SOCK_STREAM";
}

/** It has one other end, and no name can change that; null: unknown. */
export function isConnectionOriented({ type }: Pick<Socket, "type">): boolean | null {
    return type === null ? null : type === "SOCK_STREAM" || type === "SOCK_SEQPACKET";
}

/**
 * It gets what no send of a socket has sent to it: from the kernel (netlink(7)), from an interface (packet(7)), or all that comes with a
 * protocol (raw(7), icmp(7)). What waits in it is not known.
 */
export function getsFromElsewhere({ family, type, protocol }: Pick<SocketFacts, "family" | "type" | "protocol">): boolean {
    if (family === undefined || family === "AF_UNIX") return false;
    const isInternet = family === "AF_INET" || family === "AF_INET6";
    return !isInternet || type === "SOCK_RAW" || (type === "SOCK_DGRAM" && protocol !== undefined && !udpProtocols.has(protocol));
}

/** Port 0, to which it sends unless it is told otherwise, is the kernel (netlink(7)). */
export function sendsToKernel({ family, stage }: Pick<Socket, "family" | "stage">): boolean {
    return family === "AF_NETLINK" && (stage === "created" || stage === "bound");
}

/** That of the type, IPPROTO_UDP, IPPROTO_UDPLITE. */
const udpProtocols: ReadonlySet<number> = new Set([0, 17, 136]);

/** Out-of-band bytes stand among the others (socket(7), SO_OOBINLINE). */
export function isUrgentInline({ options }: Pick<Socket, "options">): boolean {
    return options.get("SO_OOBINLINE") === "on";
}

/** "TCP socket", "UNIX datagram socket". */
export function typeText({ family, type, protocol }: Pick<Socket, "family" | "type" | "protocol">): string {
    if (family === null || type === null) return "socket";
    const plain = type
        .replace(/^SOCK_/, "")
        .toLowerCase()
        .replace("dgram", "datagram");
    if (family === "AF_INET" || family === "AF_INET6") {
        const version = family === "AF_INET6" ? " over IPv6" : "";
        if (type === "SOCK_STREAM" && (protocol === null || protocol === 0 || protocol === 6)) return `TCP socket${version}`;
        if (type === "SOCK_DGRAM" && (protocol === null || protocol === 0 || protocol === 17)) return `UDP socket${version}`;
        return `${plain} socket${version} (protocol ${protocol ?? "?"})`;
    }
    if (family === "AF_UNIX") return `UNIX ${plain} socket`;
    return `${family.replace(/^AF_/, "").toLowerCase()} socket`;
}
