/** What calls have told of sockets, beyond their objects. */
import type { ObjectId } from "../model/identities";

export interface SocketFacts {
    /** AF_UNIX: descriptors can be passed over it. */
    readonly isUnix: boolean;
    /** SOCK_STREAM: what is received need not be what was sent at once. */
    readonly isStream: boolean;
    /** The other end of a pair. */
    readonly peer: ObjectId | null;
}

export interface Socket extends SocketFacts {
    /** What was sent to it and what it has received: bytes of a stream, else messages; null: no longer known. */
    arrived: number | null;
    taken: number | null;
}

const [unixDomain, streamType] = [1, 1];
/** Beside the type stand SOCK_CLOEXEC and SOCK_NONBLOCK (socket(2)). */
const typeMask = 0xf;

export function socketFacts(domain: number, type: number): Omit<SocketFacts, "peer"> {
    return { isUnix: domain === unixDomain, isStream: (type & typeMask) === streamType };
}

export class Sockets {
    private readonly known = new Map<ObjectId, Socket>();

    /** undefined: it was there before the trace. */
    get(socket: ObjectId): Socket | undefined {
        return this.known.get(socket);
    }

    /** The socket to which it is connected, if that is known. */
    peerOf(socket: ObjectId): Socket | undefined {
        const peer = this.known.get(socket)?.peer ?? null;
        return peer === null ? undefined : this.known.get(peer);
    }

    remember(socket: ObjectId, { isUnix, isStream, peer }: SocketFacts): void {
        this.known.set(socket, { isUnix, isStream, peer, arrived: 0, taken: 0 });
    }
}
