/** What the kernel answers about a socket, by a descriptor that is borrowed (socket(7), unix(7), tcp(7)). */
import { addressOf, familyName, typeName } from "../../model/kinds/socket/address";
import { answersTo, answerTo } from "../../trace/kernelAnswers";
import type { KernelSnapshot } from "../../trace/kernelSnapshot";
import { aboutDescriptions, ioctl, machineText, socketName, socketOption, type Inquiry } from "../inquiry";
import { procNetInquiries } from "./procNet";
import { udpDiagnoses } from "./udpDiagnosis";
import { unixDiagnosis } from "./unixDiagnosis";

const contentAtMost = 65536;
const tryAgain = 11; // EAGAIN
const [credentialsLength, infoLength] = [12, 104];

const inquiries = {
    domain: aboutDescriptions("socket", socketOption("SO_DOMAIN", 4)),
    type: aboutDescriptions("socket", socketOption("SO_TYPE", 4)),
    protocol: aboutDescriptions("socket", socketOption("SO_PROTOCOL", 4)),
    listens: aboutDescriptions("socket", socketOption("SO_ACCEPTCONN", 4)),
    credentials: aboutDescriptions("socket", socketOption("SO_PEERCRED", credentialsLength)),
    connection: aboutDescriptions("socket", socketOption("TCP_INFO", infoLength)),
    own: aboutDescriptions("socket", socketName("own")),
    peer: aboutDescriptions("socket", socketName("peer")),
    input: aboutDescriptions("socket", ioctl("FIONREAD", 4)),
    output: aboutDescriptions("socket", ioctl("SIOCOUTQ", 4)),
    atMark: aboutDescriptions("socket", ioctl("SIOCATMARK", 4)),
    content: aboutDescriptions("socket", `peek ${contentAtMost}`),
};

/** How many connections fit into a queue at most (listen(2)). */
const longestQueue = machineText("/proc/sys/net/core/somaxconn");

export const socketInquiries: readonly Inquiry[] = [
    ...Object.values(inquiries),
    longestQueue,
    unixDiagnosis,
    ...udpDiagnoses,
    ...procNetInquiries,
];

/** Null when that was not asked. */
export function longestQueueOf(snapshot: KernelSnapshot): number | null {
    const answer = answerTo(snapshot, longestQueue, 0);
    return answer === undefined ? null : Number(new TextDecoder().decode(answer.bytes));
}

export interface SocketReading {
    readonly family: string;
    readonly type: string;
    readonly protocol: number;
    readonly listening: boolean;
    /** 0: the kernel does not say. */
    readonly peerPid: number;
    /** "": none. */
    readonly local: string;
    /** null: it is not connected. */
    readonly remote: string | null;
    /** Bytes that can be read: of datagrams, those of the first; null: the kernel does not say. */
    readonly input: number | null;
    /** Bytes of TCP that the other end has not confirmed; null: the kernel does not say, or counts otherwise. */
    readonly output: number | null;
    /** Whether the out-of-band byte is the next one (sockatmark(3)); null: the kernel does not say. */
    readonly atMark: boolean | null;
    /** The state of TCP (include/net/tcp_states.h), and of a listening socket how many wait and how many fit. */
    readonly tcp: { readonly state: number; readonly waiting: number; readonly most: number } | null;
    /** The first 64 KiB of what waits, of messages the first; empty: the end, or an empty message; null: nothing waits, or it was not asked. */
    readonly content: Uint8Array | null;
    /** Whether the kernel says so; else the socket has an error. */
    readonly asked: boolean;
}

/** By the class of one of its open file descriptions; undefined when the kernel told nothing of it. */
export function readSocket(snapshot: KernelSnapshot, subject: number): SocketReading | undefined {
    const [family, type] = [number(snapshot, inquiries.domain, subject), number(snapshot, inquiries.type, subject)];
    if (family === null || type === null) return undefined;
    const mark = number(snapshot, inquiries.atMark, subject);
    const [content] = answersTo(snapshot, inquiries.content, subject);
    return {
        family: familyName(family),
        type: typeName(type),
        protocol: number(snapshot, inquiries.protocol, subject) ?? 0,
        listening: number(snapshot, inquiries.listens, subject) === 1,
        peerPid: number(snapshot, inquiries.credentials, subject) ?? 0,
        local: name(snapshot, inquiries.own, subject) ?? "",
        remote: name(snapshot, inquiries.peer, subject),
        input: number(snapshot, inquiries.input, subject),
        output: number(snapshot, inquiries.output, subject),
        atMark: mark === null ? null : mark !== 0,
        tcp: connection(snapshot, subject),
        content: content?.error === 0 ? content.bytes : null,
        asked: content !== undefined && (content.error === 0 || content.error === tryAgain),
    };
}

function number(snapshot: KernelSnapshot, inquiry: Inquiry, subject: number): number | null {
    const bytes = answerTo(snapshot, inquiry, subject)?.bytes;
    return bytes === undefined || bytes.length < 4 ? null : new DataView(bytes.buffer, bytes.byteOffset).getInt32(0, true);
}

function name(snapshot: KernelSnapshot, inquiry: Inquiry, subject: number): string | null {
    const [answer] = answersTo(snapshot, inquiry, subject);
    return answer?.error === 0 ? (addressOf(answer.bytes)?.name ?? "") : null;
}

/** `struct tcp_info` (include/uapi/linux/tcp.h): of a listening socket, `tcpi_unacked` and `tcpi_sacked` are about its queue. */
function connection(snapshot: KernelSnapshot, subject: number): SocketReading["tcp"] {
    const bytes = answerTo(snapshot, inquiries.connection, subject)?.bytes;
    if (bytes === undefined || bytes.length < 32) return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    return { state: view.getUint8(0), waiting: view.getUint32(24, true), most: view.getUint32(28, true) };
}
