/** Sockets: what they are, what they are called, who is at their other ends, and what waits in them. */
import { commonBytes, escapeBytes } from "../model/bytes";
import { reaches } from "../model/kinds/socket/address";
import { isConnectionOriented, isStream, type Socket } from "../model/kinds/socket/state";
import { lookAt } from "../model/lookAt";
import type { State } from "../model/state";
import type { Judge, Judged } from "./judge";
import { compareProcNet } from "./socket/compareProcNet";
import { compareTcp } from "./socket/compareTcp";
import { compareUdp } from "./socket/compareUdp";
import { compareUnix } from "./socket/compareUnix";
import { longestQueueOf, readSocket, socketInquiries, type SocketReading } from "./socket/reading";
import type { TallyPlace } from "./tally";

export const socketJudge: Judge<Socket> = {
    inquiries: socketInquiries,
    compare(judged) {
        const { object, held, snapshot, place } = judged;
        const reading = held[0] === undefined ? undefined : readSocket(snapshot, held[0].kernel.class);
        if (reading === undefined) return;
        compareIdentity(object, reading, place);
        compareQueue(object, reading, judged);
        compareContent(object, reading, judged);
        compareMark(object, reading, judged);
        compareEnd(object, reading, place);
        compareUnix(object, judged);
        compareTcp(object, reading, judged);
        compareUdp(object, judged, isSettled(object, judged.state));
        compareProcNet(object, judged);
    },
    facts(snapshot, { class: subject }) {
        const reading = readSocket(snapshot, subject);
        return reading === undefined ? {} : { family: reading.family, type: reading.type, protocol: reading.protocol };
    },
};

function compareIdentity(socket: Socket, kernel: SocketReading, place: TallyPlace): void {
    const { family, type, protocol, stage, local, remote, peerPid } = socket;
    place.compare("family", family, kernel.family);
    place.compare("type", type, kernel.type);
    // Where a program leaves it to the kernel, that chooses one; of packet sockets only /proc/net tells.
    if (protocol !== 0 && family !== "AF_PACKET") place.compare("protocol", protocol, kernel.protocol);
    place.compare("it listens", stage === null ? null : stage === "listening", kernel.listening);
    place.compare("its name", local, kernel.local);
    const isOver = socket.peerClosed || socket.reset || socket.shutWrite || socket.peerShutWrite;
    // Of a receiver without a port, or of port 0, getpeername(2) tells nothing (inet_getname in net/ipv4/af_inet.c).
    const isTold = type !== "SOCK_RAW" && remote?.endsWith(":0") !== true;
    if (stage === "connected" && !isOver && isTold) place.compare("it is connected", true, kernel.remote !== null);
    if (stage === "connected" && kernel.remote !== null) place.compare("the name of its other end", remote, kernel.remote);
    if (isConnectionOriented(socket) === true && family === "AF_UNIX" && kernel.peerPid !== 0) {
        place.compare("the process at its other end", peerPid, kernel.peerPid);
    }
}

/** Only TCP tells how many wait. */
function compareQueue(
    { stage, waiting, backlog, local, mayHaveOthers }: Socket,
    { tcp }: SocketReading,
    { snapshot, state, place }: Judged<Socket>,
): void {
    if (stage !== "listening" || tcp === null) return;
    const longest = longestQueueOf(snapshot);
    place.compare(
        "connections in its queue",
        mayHaveOthers || local === null || isBeingConnectedTo(state, local) ? null : waiting.length,
        tcp.waiting,
    );
    if (longest !== null && backlog !== null) place.compare("backlog", Math.min(backlog >>> 0, longest), tcp.most);
}

/** A connection that nobody waits for may have come about already. */
function isBeingConnectedTo(state: State, local: string): boolean {
    for (const object of state.objects.values()) {
        if (object.kind === "socket" && object.stage === "connecting" && object.remote !== null && reaches(object.remote, local)) {
            return true;
        }
    }
    return false;
}

function compareContent(socket: Socket, kernel: SocketReading, judged: Judged<Socket>): void {
    const { place, state } = judged;
    const { accounted, incoming } = socket;
    if (socket.stage === "listening" || kernel.input === null) return;
    // To a name that is not known, anybody may have sent.
    const isUnnamed = socket.local === null && isConnectionOriented(socket) === false;
    const isUncertain = incoming[0]?.uncertain === true || socket.urgent !== "none";
    if (accounted === null || isUnnamed || isUncertain || isBeingSentTo(state, socket) || isBeingTaken(state, socket)) {
        return place.unknown();
    }
    const isTotal = isStream(socket) === true || (socket.family === "AF_UNIX" && socket.type === "SOCK_SEQPACKET");
    const ours = isTotal ? accounted : (incoming[0]?.length ?? 0);
    const onTheirWay = kernel.tcp === null ? 0 : unconfirmed(socket, judged);
    const isPlausible = kernel.input <= ours && kernel.input >= ours - onTheirWay;
    if (!place.compare("bytes that can be read", ours, isPlausible ? ours : kernel.input)) return;
    if (kernel.content !== null) compareBytes(socket, kernel.content, place);
}

/**
 * Where the out-of-band byte stands, as long as nobody has received it: afterwards it depends on what was read before
 * (unix_ioctl in net/unix/af_unix.c, tcp_ioctl in net/ipv4/tcp.c).
 */
function compareMark(socket: Socket, { atMark, tcp }: SocketReading, judged: Judged<Socket>): void {
    const { place, state } = judged;
    const { urgent, accounted, incoming } = socket;
    if (urgent !== "waits" || atMark === null) return;
    const isOnItsWay = tcp !== null && unconfirmed(socket, judged) > 0;
    const isCertain = accounted !== null && !isOnItsWay && !isBeingSentTo(state, socket) && !isBeingTaken(state, socket);
    place.compare("the out-of-band byte is the next one", isCertain ? incoming[0]?.urgent === true : null, atMark);
}

/** What waits in it is known: nobody sends to it, or receives from it, at that moment. To one without a known name anybody may have sent. */
function isSettled(socket: Socket, state: State): boolean {
    return socket.accounted !== null && socket.local !== null && !isBeingSentTo(state, socket) && !isBeingTaken(state, socket);
}

/** Bytes of TCP that may not have come yet. */
function unconfirmed({ peer }: Socket, { heldOf, snapshot }: Judged<Socket>): number {
    const [other] = peer === null ? [] : heldOf(peer);
    return (other === undefined ? undefined : readSocket(snapshot, other.kernel.class)?.output) ?? 0;
}

/** A send that has not returned: the kernel has taken a part of it. */
function isBeingSentTo(state: State, { id }: Socket): boolean {
    for (const object of state.objects.values()) {
        if (object.kind === "socket" && object.sending.some(({ to }) => to === id || to === null)) return true;
    }
    return false;
}

/** A receive that waits for all that it has asked for may have taken what has come (recv(2), MSG_WAITALL). */
function isBeingTaken(state: State, { id }: Socket): boolean {
    return lookAt(state)
        .waiting(id)
        .some(({ awaits }) => awaits.what === "input" && awaits.whole === true);
}

/** A peek may end at the border of a send, or of a message. */
function compareBytes(socket: Socket, content: Uint8Array, place: TallyPlace): void {
    let next = 0;
    for (const { length, data, concurrent } of isStream(socket) === true ? socket.incoming : socket.incoming.slice(0, 1)) {
        const theirs = content.subarray(next, next + length);
        next += length;
        if (theirs.length === 0) return;
        if (concurrent || data === null) {
            place.unknown();
            continue;
        }
        const known = Math.min(data.length, theirs.length);
        const common = commonBytes(data, theirs);
        if (common >= known) place.compare("its bytes", known, known);
        else place.compare(`bytes from ${next - length + common}`, beginning(data.subarray(common)), beginning(theirs.subarray(common)));
    }
}

function beginning(bytes: Uint8Array): string {
    return `"${escapeBytes(bytes.subarray(0, 20))}"${bytes.length > 20 ? "…" : ""}`;
}

/** Whether a read would find the end. */
function compareEnd(socket: Socket, { asked, content }: SocketReading, place: TallyPlace): void {
    if (!asked || socket.stage !== "connected" || isConnectionOriented(socket) !== true || socket.incoming.length > 0) return;
    const isOver = socket.peerClosed || socket.peerShutWrite || socket.shutRead;
    place.compare("the end has come", socket.accounted === null || socket.peerCollected ? null : isOver, content?.length === 0);
}
