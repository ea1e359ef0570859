/**
 * How much a socket was sent and how much it has received, as far as both ends are known. Whoever receives a message without
 * asking for its descriptors, as read(2) does, closes them (unix(7), SCM_RIGHTS).
 */
import type { Mechanism } from "./mechanism";
import type { PassedMessage } from "./passedMessages";
import type { ReturnedCall } from "./returnedCall";

const [outOfBandFlag, peekFlag] = [0x1, 0x2]; // MSG_OOB, MSG_PEEK

/** Reading and writing concern sockets too. */
export function noteTraffic(call: ReturnedCall): void {
    const { meaning } = call.row;
    if (meaning === "read") received(call, call.int("fd"), [call.result]);
    if (meaning === "write") sent(call, call.int("fd"), [call.result]);
    if (meaning !== "transfer") return;
    received(call, call.int("fromFd"), [call.result]);
    sent(call, call.int("toFd"), [call.result]);
}

/** `lengths`: of the messages that the call has sent, bytes; null: not known. */
export function sent(call: ReturnedCall, fd: number, lengths: readonly (number | null)[]): void {
    const object = call.known(fd)?.object;
    if (object?.kind !== "socket") return;
    const { sockets } = call.interpretation;
    const [own, peer] = [sockets.get(object.id), sockets.peerOf(object.id)];
    if (own?.peer === undefined || own.peer === null || peer === undefined) return;
    peer.arrived = isOutOfBand(call) ? null : plus(peer.arrived, amount(peer.isStream, lengths));
    discardTaken(call, own.peer);
}

export function received(call: ReturnedCall, fd: number, lengths: readonly (number | null)[]): void {
    const object = call.known(fd)?.object;
    if (object?.kind !== "socket" || isPeeking(call)) return;
    const socket = call.interpretation.sockets.get(object.id);
    if (socket === undefined) return;
    // Nothing received: an empty message, or the end.
    const isEnd = lengths.every((length) => length === 0) && socket.taken === socket.arrived;
    socket.taken = isOutOfBand(call) ? null : plus(socket.taken, isEnd ? 0 : amount(socket.isStream, lengths));
    discardTaken(call, object.id);
}

/** The descriptors of a message, from one on, are closed. */
export function discard(call: ReturnedCall, message: PassedMessage, first: number): void {
    call.interpretation.passed.remove(message);
    for (const id of message.descriptions.slice(first)) {
        const description = id === null ? undefined : call.interpretation.state.descriptions.get(id);
        if (description === undefined) continue;
        call.tell({ kind: "descriptorDiscarded", object: description.object, description: description.id, message: message.number });
    }
}

function discardTaken(call: ReturnedCall, receiver: string): void {
    const { passed, sockets, state } = call.interpretation;
    const socket = sockets.get(receiver);
    if (socket === undefined || socket.taken === null || socket.arrived === null) return;
    for (const message of passed.reaching(state, receiver)) {
        if (message.to === receiver && message.after !== null && message.after < socket.taken) discard(call, message, 0);
    }
}

/** The lengths of sendmmsg(2) and recvmmsg(2) stand behind each message (struct mmsghdr). */
export function lengthsOf(call: ReturnedCall): readonly (number | null)[] {
    if (!call.has("messages")) return [call.result];
    const [structure, place, most] = [64, 56, 1024]; // most: UIO_MAXIOV
    const lengths: (number | null)[] = [];
    for (let index = 0; index < Math.min(call.result, most); index++) {
        const view = call.structure("lengths", (index + 1) * structure);
        lengths.push(view?.getUint32(index * structure + place, true) ?? null);
    }
    return lengths;
}

function amount(isStream: boolean, lengths: readonly (number | null)[]): number | null {
    return isStream ? lengths.reduce(plus, 0) : lengths.length;
}

export function plus(one: number | null, other: number | null): number | null {
    return one === null || other === null ? null : one + other;
}

function isPeeking(call: ReturnedCall): boolean {
    return isReceiving(call) && (call.unsigned("flags") & peekFlag) !== 0;
}

function isOutOfBand(call: ReturnedCall): boolean {
    const isSending = ["sendBytes", "sendMessages"].includes(call.row.meaning);
    return (isSending || isReceiving(call)) && (call.unsigned("flags") & outOfBandFlag) !== 0;
}

/** preadv2(2) and splice(2) have flags of other meanings. */
function isReceiving(call: ReturnedCall): boolean {
    return ["receiveBytes", "receiveMessages"].includes(call.row.meaning);
}

function sendBytes(call: ReturnedCall): void {
    call.tellReturned();
    const isAddressed = call.word("address") !== 0n;
    if (!isAddressed) sent(call, call.int("fd"), lengthsOf(call));
}

function receiveBytes(call: ReturnedCall): void {
    call.tellReturned();
    received(call, call.int("fd"), lengthsOf(call));
}

export const socketTraffic = { meanings: { sendBytes, receiveBytes } } satisfies Mechanism;
