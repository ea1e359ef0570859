/** Bytes and messages through sockets, whatever the call: who gets them, and from whom they came. */
import type { Credentials, DataReceived } from "../../model/kinds/socket/events";
import { commonBytes } from "../../model/bytes";
import { provenanceAmong } from "../../model/kinds/pipe/provenance";
import type { Segment } from "../../model/kinds/pipe/segments";
import { isConnectionOriented, isStream, isUrgentInline, type Arrived, type Sending, type Socket } from "../../model/kinds/socket/state";
import { availableTo } from "../../model/kinds/socket/traffic";
import type { ObjectId } from "../../model/identities";
import type { TakenBytes } from "../../model/owners/transfer";
import type { OpenDescriptor } from "../descriptorLookup";
import type { CapturedPayload, ReturnedCall } from "../returnedCall";
import { recognised, type Recognised } from "../conversations/remoteMessages";
import { discardTaken } from "./discarded";
import { settleEnd } from "./lostPeer";
import { givenBy, listensElsewhere, oneAmong, receiverAt, receiversAt, socketAt, socketsOf } from "./naming";

export interface Sent {
    readonly length: number;
    readonly payload: CapturedPayload;
    readonly asked?: number | undefined;
    /** Absent: to the other end; null: a name that is not known. */
    readonly address?: string | null | undefined;
    readonly from?: ObjectId;
    readonly outOfBand?: boolean;
    readonly credentials?: Credentials | undefined;
    /** Of a call with several messages into a stream: bytes of this one that somebody has received already. */
    readonly before?: number;
    /** Of one with several messages with borders: somebody has received this one already. */
    readonly received?: boolean;
}

/** Who gets what is sent through the socket; null: unknown. */
export function receiverOf(
    { interpretation, task }: Pick<ReturnedCall, "interpretation" | "task">,
    socket: Socket,
    address: string | null | undefined,
): Socket | null {
    const { state } = interpretation;
    // A connection has one other end, whatever name is given (send(2)).
    if (address === undefined || address === "" || isConnectionOriented(socket) !== false) {
        const peer = socketAt(state, socket.peer) ?? null;
        // Such a datagram of UDP is lost, of a UNIX socket it is an error.
        const isLost =
            peer !== null && isConnectionOriented(socket) === false && socket.family !== "AF_UNIX" && listensElsewhere(peer, socket);
        return isLost ? null : peer;
    }
    return address === null ? null : (receiverAt(state, socket, givenBy(task.process.directory, address)) ?? null);
}

/** Of a datagram for a name that several sockets have. */
function possibleReceivers(
    call: ReturnedCall,
    socket: Socket,
    address: string | null | undefined,
): { readonly among?: readonly ObjectId[] } {
    const name = address === undefined || address === "" ? socket.remote : address;
    if (isConnectionOriented(socket) !== false || name === null || name === "") return {};
    return oneAmong(receiversAt(call.interpretation.state, socket, givenBy(call.process.directory, name)));
}

export function tellSent(call: ReturnedCall, { fd, object, description }: OpenDescriptor, sent: Sent): void {
    const socket = socketAt(call.interpretation.state, object.id);
    if (socket === undefined) return;
    const { length, payload, asked, address, from, outOfBand } = sent;
    const receiver = receiverOf(call, socket, address);
    const to = receiver?.id ?? null;
    const messages = recognised(call.interpretation, socket, receiver, "out", { data: payload.data, length });
    const message = isStream(socket) === false;
    const isOwn = ({ tid, abandoned }: Sending): boolean => tid === call.task.tid && !abandoned;
    const begun = socket.sending.find(isOwn);
    const before = sent.before ?? Math.min(length, begun?.taken ?? 0);
    const taken = message && (sent.received ?? begun?.received === true);
    call.tell({
        kind: "dataSent",
        fd,
        object: socket.id,
        description: description.id,
        to,
        ...(to === null && possibleReceivers(call, socket, address)),
        ...(typeof address === "string" && address !== "" && { address }),
        length,
        result: call.result,
        ...(asked !== undefined && { asked }),
        message,
        before: message ? 0 : before,
        ...(taken && { taken }),
        ...(socket.sending.some((each) => !isOwn(each)) && { concurrent: true }),
        ...(outOfBand === true && { outOfBand }),
        ...messages,
        ...(sent.credentials !== undefined && { credentials: sent.credentials }),
        ...(from !== undefined && { from }),
        ...payload,
    });
    if (to !== null) discardTaken(call, to);
}

export interface Received {
    /** Bytes that the caller got. */
    readonly length: number;
    /** Bytes that there were: more, when a message was cut and the kernel said so. */
    readonly whole?: number;
    readonly payload: CapturedPayload;
    /** Undefined: not known. */
    readonly asked?: number | undefined;
    /** The message may have been longer. */
    readonly mayBeCut: boolean;
    /** It was, as the kernel says without saying by how much (MSG_TRUNC in `msg_flags`). */
    readonly cut?: boolean;
    readonly address?: string | undefined;
    readonly peeked?: boolean;
    readonly outOfBand?: boolean;
    readonly credentials?: Credentials | undefined;
}

export function tellReceived(call: ReturnedCall, { fd, object, description }: OpenDescriptor, received: Received): void {
    const { length, payload, asked, address, peeked, outOfBand } = received;
    const socket = socketAt(call.interpretation.state, object.id);
    if (socket === undefined) return;
    const pieces = readable(socket, availableTo(socket, sendersTo(call, socket)), outOfBand === true);
    const message = isStream(socket) === false;
    const base = {
        kind: "dataReceived",
        fd,
        object: socket.id,
        description: description.id,
        ...(address !== undefined && address !== "" && { address }),
        length,
        result: call.result,
        ...(asked !== undefined && { asked }),
        message,
        ...payload,
        ...(peeked === true && { peeked }),
        ...(outOfBand === true && { outOfBand }),
        ...(received.credentials !== undefined && { credentials: received.credentials }),
    } as const;
    if (length === 0 && outOfBand !== true && !isEmptyMessage(socket, pieces, received)) {
        if (asked === 0 || (!message && pieces.length > 0 && asked === undefined)) {
            call.tellReturned();
            return;
        }
        settleEnd(call, socket.id);
        call.tell({ ...base, from: socket.peer, segments: [], message: false, endOfFile: true });
        return;
    }
    const origin: Message = message
        ? messageOf(pieces, received)
        : { from: socket.peer, segments: provenanceAmong(pieces, length, payload.data ?? null) };
    call.tell({ ...base, ...origin, ...messagesIn(call, socket, origin.from, received) });
    if (peeked !== true) discardTaken(call, socket.id);
}

/** What is only looked at is not read twice. */
function messagesIn(call: ReturnedCall, socket: Socket, from: ObjectId | null, received: Received): Recognised {
    if (received.peeked === true || received.outOfBand === true) return {};
    const { interpretation } = call;
    const { payload, length } = received;
    return recognised(interpretation, socket, socketAt(interpretation.state, from) ?? null, "in", { data: payload.data, length });
}

/** The out-of-band byte is got by MSG_OOB alone, unless it stands among the others. */
function readable(socket: Socket, pieces: readonly Arrived[], outOfBand: boolean): readonly Arrived[] {
    return isUrgentInline(socket) ? pieces : pieces.filter(({ urgent }) => (urgent === true) === outOfBand);
}

/** Of a socket with connections nothing means the end, unless a message is there that is empty. */
function isEmptyMessage(socket: Socket, pieces: readonly Segment[], { whole, length, asked, cut }: Received): boolean {
    if (cut === true || (whole !== undefined && whole > length)) return true;
    switch (isConnectionOriented(socket)) {
        case true:
            return isStream(socket) === false && (pieces[0]?.length === 0 || (asked === 0 && pieces.length > 0));
        case false:
            return !(socket.shutRead && pieces.length === 0);
        case null:
            return false;
    }
}

/** Sockets whose sends to it may be under way. */
function sendersTo({ interpretation: { state } }: ReturnedCall, socket: Socket): readonly Socket[] {
    if (isConnectionOriented(socket) !== false) return [socketAt(state, socket.peer) ?? []].flat();
    return [...socketsOf(state)].filter(({ sending }) => sending.some(({ to }) => to === socket.id));
}

type Message = Pick<DataReceived, "from" | "segments" | "lost">;

/** The recorder may see two senders return in another order than that in which the kernel served them, so the bytes decide. */
function messageOf(pieces: readonly (Segment & { readonly from: ObjectId | null })[], received: Received): Message {
    const piece = pieces.find((each) => fits(each, received));
    const { length, whole } = received;
    const lost = (piece?.length ?? whole ?? length) - length;
    const taken: TakenBytes = { write: piece?.write ?? null, offset: piece?.offset ?? 0, length: piece?.length ?? length };
    return { from: piece?.from ?? null, segments: [taken], ...(lost > 0 && { lost }) };
}

function fits({ length: there, data: sent }: Segment, { length, whole, mayBeCut, payload: { data } }: Received): boolean {
    if (whole !== undefined && whole > length ? there !== whole : mayBeCut ? there < length : there !== length) return false;
    return sent === null || data === undefined || commonBytes(sent, data) === Math.min(sent.length, data.length);
}
