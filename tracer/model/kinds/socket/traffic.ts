/** What is sent through a socket, and what another one receives of it. */
import { withoutFirst } from "../../bytes";
import type { CallBlocked } from "../../owners/call";
import type { TakenBytes } from "../../owners/transfer";
import type { ObjectId, ProcessId } from "../../identities";
import type { End } from "../../openFlags";
import { appendSegment, lengthOf, takeOut } from "../pipe/segments";
import type { DataReceived, DataSent } from "./events";
import { forget } from "./connections";
import { noteRemote } from "./remoteCalls";
import { mayBeFull } from "./receiveBuffer";
import { isConnectionOriented, isStream, isUrgentInline, type Arrived, type MutableSocket, type Sending, type Socket } from "./state";

/** A send begins that may have to wait. */
export function beginSending(socket: MutableSocket, event: CallBlocked): void {
    const { awaits, offered, data, messages, seq, process, tid, source } = event;
    if (awaits.what !== "room") return;
    const base = { write: seq, process, tid, source: source ?? null, taken: 0, received: false, abandoned: false };
    if (offered !== undefined) {
        socket.sending.push({ ...base, start: 0, to: awaits.to === undefined ? socket.peer : awaits.to, offered, data: data ?? null });
    }
    let start = 0;
    for (const message of messages ?? []) {
        socket.sending.push({ ...base, start, to: message.to, offered: message.length, data: message.data });
        start += message.length;
    }
}

/** It has failed, or a signal has ended it: nothing was sent. */
export function dropSending(socket: MutableSocket, tid: number): void {
    socket.sending = socket.sending.filter((each) => each.tid !== tid || each.abandoned);
}

/** Its thread is gone: what has arrived of it stays. */
export function abandonSending(socket: MutableSocket, tid: number): void {
    socket.sending = socket.sending.map((each) => (each.tid === tid ? { ...each, abandoned: true } : each));
}

/** A send has returned. */
export function finishSending(socket: MutableSocket, event: DataSent): void {
    dropSending(socket, event.tid);
    noteUse(socket, event.process, "write");
    socket.sent += event.message ? 1 : event.length;
    noteRemote(socket, event.remoteCalls, "call", { seq: event.seq, sending: true });
    loseName(socket);
}

/** The kernel gives a name to who has none and sends to another (ip(7), and unix(7) with SO_PASSCRED). */
export function loseName(socket: MutableSocket): void {
    const isNamed = socket.family !== "AF_UNIX" || socket.options.get("SO_PASSCRED") === "on";
    if (socket.local === "" && isNamed && isConnectionOriented(socket) !== true) socket.local = null;
}

export function sendReaches({ to, among = [] }: DataSent): readonly ObjectId[] {
    return to === null ? among : [to];
}

/** What was sent and not received yet is for the receiver. */
export function arrive(receiver: MutableSocket, event: DataSent): void {
    if (event.to === null) {
        forget(receiver);
        return;
    }
    noteRemote(receiver, event.remoteCalls, "reply", { seq: event.seq, sending: true });
    const { message, taken, before, length, data } = event;
    if (receiver.accounted === null || taken === true || (length === before && !message)) return;
    const arrived: Arrived = {
        write: event.seq,
        process: event.process,
        source: event.source ?? null,
        offset: before,
        length: length - before,
        data: before === 0 ? (data ?? null) : withoutFirst(data ?? null, before),
        concurrent: event.concurrent === true,
        from: event.object,
        ...(message && event.remoteCalls !== undefined && { remoteCalls: event.remoteCalls }),
    };
    if (message) receiver.incoming.push(mayBeFull(receiver) ? { ...arrived, uncertain: true } : arrived);
    else if (event.outOfBand === true) arriveUrgent(receiver, arrived);
    else appendSegment(receiver.incoming, arrived);
    receiver.accounted += length - before;
}

/** The last byte of such a send is the out-of-band byte; one that was so before is like the others again (tcp_check_urg). */
function arriveUrgent(receiver: MutableSocket, arrived: Arrived): void {
    receiver.incoming = receiver.incoming.map(({ urgent: _, ...each }) => each);
    const ordinary = arrived.length - 1;
    if (ordinary > 0) appendSegment(receiver.incoming, { ...arrived, length: ordinary, data: arrived.data?.subarray(0, ordinary) ?? null });
    const [offset, data] = [arrived.offset + ordinary, withoutFirst(arrived.data, ordinary)];
    receiver.incoming.push({ ...arrived, offset, length: 1, data, urgent: true });
    receiver.urgent = "waits";
}

/** Whoever has used an end is not one who merely has not closed it. */
function noteUse(socket: MutableSocket, process: ProcessId, end: End): void {
    const ends = socket.moved.get(process) ?? [];
    if (!ends.includes(end)) socket.moved.set(process, [...ends, end]);
}

export function receive(socket: MutableSocket, event: DataReceived): void {
    noteUse(socket, event.process, "read");
    if (event.endOfFile === true || event.peeked === true) return;
    noteRemote(socket, event.remoteCalls, "reply", { seq: event.seq, sending: false });
    passUrgent(socket, event);
    socket.received += event.message ? 1 : event.length;
    if (socket.accounted === null) return;
    if (event.message) takeMessage(socket, event);
    else for (const each of event.segments) takeOut(socket.incoming, each);
    socket.accounted = lengthOf(socket.incoming);
    // The mark is behind who has received all.
    if (socket.urgent === "received" && event.outOfBand !== true && socket.incoming.length === 0) socket.urgent = "none";
    // Somebody else than the known sender has sent it: there may be more.
    if (event.segments.some(({ write }) => write === null)) forget(socket);
}

/** At the mark the out-of-band byte is skipped, if nobody has asked for it (tcp_recvmsg_locked in net/ipv4/tcp.c). */
function passUrgent(socket: MutableSocket, { outOfBand, length }: DataReceived): void {
    if (outOfBand === true) {
        socket.urgent = "received";
    } else if (socket.incoming[0]?.urgent === true && length > 0) {
        if (isUrgentInline(socket)) {
            socket.urgent = "received";
            return;
        }
        socket.incoming.shift();
        socket.received += 1;
        socket.urgent = "passed over";
    }
}

/** What did not fit into the receiver's buffer is lost. */
function takeMessage(socket: MutableSocket, { segments: [taken] }: DataReceived): void {
    const index = socket.incoming.findIndex(({ write }) => write === taken?.write);
    if (index < 0) return;
    const [before, isLost] = [socket.incoming.slice(0, index), ({ uncertain }: Arrived): boolean => uncertain === true];
    socket.incoming.splice(0, index + 1);
    // Datagrams stay in their order: those before it that may have been thrown away were.
    socket.incoming.unshift(...before.filter((each) => !isLost(each)));
}

/** The queue is empty: datagrams that may have been thrown away were. */
export function dropUncertain(socket: MutableSocket): void {
    if (socket.accounted === null) return;
    socket.incoming = socket.incoming.filter(({ uncertain }) => uncertain !== true);
    socket.accounted = lengthOf(socket.incoming);
}

export function receiveReaches({ from, peeked }: DataReceived): readonly ObjectId[] {
    return from === null || peeked === true ? [] : [from];
}

/** The receiver has had a part of a send that has not returned, and may have learned the sender's name. */
export function takeOffered(sender: MutableSocket, { segments, message, address, remoteCalls, seq }: DataReceived): void {
    noteRemote(sender, remoteCalls, "call", { seq, sending: false });
    if (sender.local === null && !sender.inherited && address !== undefined) sender.local = chosenName(sender, address);
    if (sender.sending.length === 0) return;
    if (message) {
        takeOfferedMessage(sender, segments);
        return;
    }
    sender.sending = sender.sending.map((each) => {
        const length = segments.reduce((sum, taken) => sum + (taken.write === each.write ? taken.length : 0), 0);
        return length === 0 ? each : { ...each, taken: each.taken + length, data: withoutFirst(each.data, length) };
    });
}

function takeOfferedMessage(sender: MutableSocket, [got]: readonly TakenBytes[]): void {
    const index = sender.sending.findIndex(
        ({ write, start, offered, received }) => !received && write === got?.write && start === got.offset && offered === got.length,
    );
    const message = sender.sending[index];
    if (message !== undefined) sender.sending[index] = { ...message, taken: message.offered, received: true, data: null };
}

/** The kernel gives a port to who sends without a name, at any address of the machine (inet_autobind in net/ipv4/af_inet.c). */
function chosenName({ family, stage }: MutableSocket, address: string): string | null {
    const port = /:(\d+)$/.exec(address)?.[1];
    if (port === undefined || stage !== "created") return null;
    return family === "AF_INET" ? `0.0.0.0:${port}` : family === "AF_INET6" ? `[::]:${port}` : null;
}

/** All that a receive may return, in the expected order: `senders` are those whose sends may be under way. */
export function availableTo(socket: Socket, senders: readonly Socket[]): readonly Arrived[] {
    const offers = senders.flatMap((sender) =>
        sender.sending.filter((each) => each.to === socket.id && isLeft(sender, each)).map((each) => offerOf(sender.id, each)),
    );
    return [...socket.incoming, ...offers];
}

/** Of a message also one that is empty. */
function isLeft(sender: Socket, { taken, offered, received }: Sending): boolean {
    return isStream(sender) === false ? !received : taken < offered;
}

function offerOf(from: ObjectId, { write, process, source, start, taken, offered, data }: Sending): Arrived {
    return { write, process, source, offset: start + taken, length: offered - taken, data, concurrent: true, from };
}
