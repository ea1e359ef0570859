/** How sockets come to have another end, and how they lose it. */
import type { ObjectId } from "../../identities";
import type { ConnectionAccepted, SocketConnected, SocketListening, SocketShutdown } from "./events";
import { isConnectionOriented, type MutableSocket, type Socket, type Stage } from "./state";

/** SO_LINGER with no time, in words. */
export const lingersNotText = "0 s (close resets the connection)";

export function listen(socket: MutableSocket, { backlog, local }: SocketListening): void {
    socket.stage = "listening";
    socket.backlog = backlog;
    if (local !== null) socket.local = local;
}

export function connect(socket: MutableSocket, { local, remote, peer, peerPid, missed }: SocketConnected): void {
    const former = socket.stage === "connected" ? socket.peer : undefined;
    socket.remote = remote;
    socket.peerPid = peerPid;
    if (local !== null) socket.local = local;
    socket.peer = peer;
    if (isConnectionOriented(socket) === false) {
        socket.stage = remote === "" ? unconnected(socket) : "connected";
        socket.peerClosed = false;
        socket.peerCollected = false;
        if (former !== undefined && socket.family === "AF_UNIX") purge(socket, former !== null && peer !== null && former === peer);
        return;
    }
    const hadBegun = socket.stage === "connecting";
    socket.stage = "connected";
    // What an end that nobody knows has sent is not known.
    if (peer === null || missed === true) forget(socket);
    else if (hadBegun && socket.received === 0) socket.accounted = 0;
}

function unconnected({ local }: MutableSocket): Stage {
    return local === "" || local === null ? "created" : "bound";
}

/** Messages are lost when a socket gets another receiver (unix_dgram_disconnected in net/unix/af_unix.c). */
function purge(socket: MutableSocket, isSame: boolean): void {
    if (isSame) return;
    socket.incoming = [];
    socket.accounted = 0;
}

/** A datagram that could not be delivered, since its receiver is gone, has taken that from the socket. */
export function disconnect(socket: MutableSocket): void {
    if (!socket.peerClosed) return;
    socket.stage = unconnected(socket);
    socket.peer = null;
    socket.remote = "";
    socket.peerClosed = false;
    purge(socket, false);
}

/** Whom a connect concerns beside the socket itself: the listening one, or the end that was accepted already. */
export function connectReaches({ listener, joined, peer, among }: SocketConnected): readonly ObjectId[] {
    if (among !== undefined) return among;
    return joined === true ? (peer === null ? [] : [peer]) : listener === null ? [] : [listener];
}

export function connectArrives(other: MutableSocket, event: SocketConnected): void {
    if (event.among !== undefined) {
        other.mayHaveOthers = true;
        return;
    }
    if (event.joined !== true) {
        if (event.peer !== null) other.waiting.push(event.peer);
        return;
    }
    other.peer = event.object;
    // Its other end had not been seen to be connected, and so cannot have been seen to send.
    if (event.missed === true) forget(other);
    else if (other.received === 0 && other.incoming.length === 0) other.accounted = 0;
}

export function accept(socket: MutableSocket, { peer, remote, process, source }: ConnectionAccepted): void {
    socket.stage = "connected";
    socket.waitsAt = null;
    socket.createdBy = process;
    socket.createdAt = source ?? null;
    if (remote !== null) socket.remote = remote;
    socket.peer ??= peer;
    if (socket.peer === null) forget(socket);
}

export function acceptReaches({ listener, peer }: ConnectionAccepted): readonly ObjectId[] {
    return [listener, peer].filter((id) => id !== null);
}

export function leaveQueue(other: MutableSocket, { object, listener, peer }: ConnectionAccepted): void {
    if (other.id === listener) other.waiting = other.waiting.filter((id) => id !== object);
    if (other.id !== peer || other.peer !== null) return;
    other.peer = object;
    if (other.received === 0) other.accounted = 0;
}

export function shutDown(socket: MutableSocket, { how }: SocketShutdown): void {
    if (how !== "SHUT_WR") socket.shutRead = true;
    if (how !== "SHUT_RD") socket.shutWrite = true;
}

/** unix_shutdown in net/unix/af_unix.c; over TCP only the end of what is sent travels (tcp_shutdown in net/ipv4/tcp.c). */
export function otherShutDown(other: MutableSocket, { how, both }: SocketShutdown): void {
    if (how !== "SHUT_RD") other.peerShutWrite = true;
    if (how !== "SHUT_WR" && both) other.peerShutRead = true;
}

/** Whom the end of a socket concerns: the other end, and those who stand in its queue. */
export function whomItsEndConcerns({ peer, waiting, stage, connectsTo }: Socket): readonly ObjectId[] {
    return [...(peer === null ? [] : [peer]), ...waiting, ...(stage === "connecting" && connectsTo !== null ? [connectsTo] : [])];
}

/** unix_release_sock in net/unix/af_unix.c, tcp_close in net/ipv4/tcp.c: what was not received resets the connection. */
export function otherEnded(other: MutableSocket, ended: Socket): void {
    if (ended.waiting.includes(other.id)) other.waitsAt = null;
    if (ended.connectsTo === other.id && ended.stage === "connecting") other.mayHaveOthers = true;
    if (other.peer !== ended.id) return;
    other.peerClosed = true;
    other.peerCollected = ended.collected;
    if (isConnectionOriented(other) === false) return;
    if (ended.incoming.length > 0 || ended.waitsAt !== null || wasRefused(ended) || lingersNot(ended)) other.reset = true;
    if (ended.sending.length > 0) forget(other);
}

/** It was closed with SO_LINGER and no time: what was sent and has not come is gone too (tcp_close in net/ipv4/tcp.c). */
function lingersNot({ family, options }: Socket): boolean {
    return family !== "AF_UNIX" && options.get("SO_LINGER") === lingersNotText;
}

/** It stood in the queue of a socket that is gone: nobody has ever had a descriptor of it. */
function wasRefused({ inode, descriptions, inherited }: Socket): boolean {
    return inode === null && descriptions === 0 && !inherited;
}

/** What has come for it is not known. */
export function forget(socket: MutableSocket): void {
    socket.incoming = [];
    socket.accounted = null;
}
