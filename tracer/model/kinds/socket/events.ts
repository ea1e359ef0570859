/** What happens to sockets. */
import type { EventBase } from "../../eventBase";
import type { DescriptionId, ObjectId } from "../../identities";
import type { NewObjectBase } from "../../kernelObject";
import type { Payload, TakenBytes } from "../../owners/transfer";
import type { RemoteMessage } from "./remoteMessage";
import type { SocketFacts } from "./state";

export type NewSocket = NewObjectBase & SocketFacts & { readonly kind: "socket" };

/** A descriptor of a socket, as it enters a table. */
export interface SocketEnd {
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly description: DescriptionId;
    readonly statusFlags: readonly string[];
}

/** socket(2). */
export interface SocketCreated extends EventBase, SocketEnd {
    readonly kind: "socketCreated";
    readonly object: ObjectId;
    readonly newObject: NewSocket;
}

/** socketpair(2): two sockets that are connected to each other. */
export interface SocketPairCreated extends EventBase {
    readonly kind: "socketPairCreated";
    readonly object: ObjectId;
    readonly newObject: NewSocket;
    readonly newPeer: NewSocket;
    readonly oneEnd: SocketEnd;
    readonly otherEnd: SocketEnd;
}

/** bind(2), or a name that the kernel chose. */
export interface SocketBound extends EventBase {
    readonly kind: "socketBound";
    readonly object: ObjectId;
    readonly local: string | null;
    /** Of a name in the file system, the whole path, if that is known. */
    readonly path?: string;
    /** The other end, which sees the name. */
    readonly peer: ObjectId | null;
}

export interface SocketListening extends EventBase {
    readonly kind: "socketListening";
    readonly object: ObjectId;
    readonly backlog: number;
    /** null: as before, or unknown. */
    readonly local: string | null;
}

/** connect(2) that has not succeeded yet, and will not be waited for (EINPROGRESS). */
export interface ConnectionBegun extends EventBase {
    readonly kind: "connectionBegun";
    readonly object: ObjectId;
    readonly remote: string;
    /** The socket that listens there; null: not known. */
    readonly listener: ObjectId | null;
}

/** connect(2). */
export interface SocketConnected extends EventBase {
    readonly kind: "socketConnected";
    readonly object: ObjectId;
    readonly local: string | null;
    readonly remote: string | null;
    /** Of the other end, as the kernel gives it (SO_PEERCRED): who called listen(2); null: unknown. */
    readonly peerPid: number | null;
    /** The other end: of a connection the new socket in the queue; of datagrams the receiver. Null: it is not known. */
    readonly peer: ObjectId | null;
    /** The kernel makes it with the connection; it is not there before accept(2) for those who look at descriptors. */
    readonly newPeer?: NewSocket;
    /** The listening socket. */
    readonly listener: ObjectId | null;
    /** Listening sockets, one of which has it in its queue (SO_REUSEPORT). */
    readonly among?: readonly ObjectId[];
    /** The other end was accepted before this was seen. */
    readonly joined?: true;
    /** One of them has sent already: what has come at the other is not known. */
    readonly missed?: true;
}

/** accept(2): the first connection in the queue gets a descriptor. */
export interface ConnectionAccepted extends EventBase, SocketEnd {
    readonly kind: "connectionAccepted";
    readonly object: ObjectId;
    readonly newObject: NewSocket;
    readonly listener: ObjectId | null;
    readonly peer: ObjectId | null;
    /** "": it has none; null: unknown. */
    readonly remote: string | null;
}

export interface SocketShutdown extends EventBase {
    readonly kind: "socketShutdown";
    readonly object: ObjectId;
    readonly how: "SHUT_RD" | "SHUT_WR" | "SHUT_RDWR";
    /** The other end, if that is known. */
    readonly peer: ObjectId | null;
    /** UNIX sockets: the other end learns also that nobody will read any more. */
    readonly both: boolean;
}

/** `struct ucred` (unix(7)): numbers as the receiver sees them. */
export interface Credentials {
    readonly pid: number;
    readonly uid: number;
    readonly gid: number;
}

export interface DataSent extends EventBase, Payload {
    readonly kind: "dataSent";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    /** The socket that gets it; null: unknown. */
    readonly to: ObjectId | null;
    /** Sockets, one of which gets it (SO_REUSEPORT). */
    readonly among?: readonly ObjectId[];
    /** The name to which it was sent, where the call gave one. */
    readonly address?: string;
    readonly length: number;
    readonly result: number;
    readonly asked?: number;
    /** Datagrams and the like: the bytes are a message of their own. */
    readonly message: boolean;
    /** Bytes that somebody had received before this was seen to return. */
    readonly before: number;
    /** A message that somebody had received before this was seen to return. */
    readonly taken?: true;
    /** Other sends to the receiver were under way. */
    readonly concurrent?: true;
    readonly outOfBand?: true;
    /** Calls and replies of a protocol that is recognised. */
    readonly remoteCalls?: readonly RemoteMessage[];
    /** Messages that end with these bytes, of a protocol that is recognised: 'JSON {"square":7}'. */
    readonly messages?: readonly string[];
    /** SCM_CREDENTIALS that the program has given. */
    readonly credentials?: Credentials;
    /** Bytes moved inside the kernel (splice, sendfile): where from. */
    readonly from?: ObjectId;
}

export interface DataReceived extends EventBase, Payload {
    readonly kind: "dataReceived";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    /** The socket through which it was sent; null: unknown. */
    readonly from: ObjectId | null;
    /** The sender's name, where the call got it. */
    readonly address?: string;
    /** Bytes that the caller got. */
    readonly length: number;
    readonly result: number;
    readonly asked?: number;
    readonly message: boolean;
    /** Which sends they came from. */
    readonly segments: readonly TakenBytes[];
    /** Nothing more will come. */
    readonly endOfFile?: true;
    /** MSG_PEEK: they stay. */
    readonly peeked?: true;
    /** Bytes of the message that did not fit and are lost. */
    readonly lost?: number;
    readonly outOfBand?: true;
    /** Calls and replies of a protocol that is recognised. */
    readonly remoteCalls?: readonly RemoteMessage[];
    /** Messages that end with these bytes, of a protocol that is recognised: 'JSON {"square":7}'. */
    readonly messages?: readonly string[];
    /** SCM_CREDENTIALS: the sender, as the kernel has seen or checked it. */
    readonly credentials?: Credentials;
}

/** setsockopt(2). */
export interface SocketOptionSet extends EventBase {
    readonly kind: "socketOptionSet";
    readonly object: ObjectId;
    readonly option: string;
    readonly value: string;
}

export type SocketEvent =
    | SocketCreated
    | SocketPairCreated
    | SocketBound
    | SocketListening
    | ConnectionBegun
    | SocketConnected
    | ConnectionAccepted
    | SocketShutdown
    | DataSent
    | DataReceived
    | SocketOptionSet;
