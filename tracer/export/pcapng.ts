/**
 * What went through sockets, pipes and FIFOs, as packets of TCP and datagrams of UDP in a capture file (pcapng, draft-ietf-opsawg-pcapng), so that whoever knows a
 * protocol can read it. Each object is an interface of its own; in each, 10.0.0.1 and 10.0.0.2 are its ends.
 */
import type { Event } from "../model/event";
import { kindOfId } from "../model/kinds/kinds";
import type { State } from "../model/state";
import type { RecordedTrace } from "../review/recordedTrace";
import { tcpPacket } from "./tcpPacket";
import { told } from "./told";
import { udpPacket } from "./udpPacket";

/** `started`: seconds since the epoch at the start of the trace. */
export function* pcapng(trace: RecordedTrace, started: number): Generator<Uint8Array, void, void> {
    const streams = new Streams();
    yield sectionHeader();
    for (const { event, state } of told(trace)) {
        const passage = passageOf(event, state);
        if (passage === null) continue;
        const { stream, isNew } = streams.find(passage.name);
        if (isNew) yield interfaceDescription(passage.name);
        for (const [at, bytes, length] of segments(passage)) {
            const ends = { port: firstPort + stream.number, forward: passage.forward };
            const packet = passage.datagram
                ? udpPacket(ends, bytes, length)
                : tcpPacket({ ...ends, sent: stream.sent, received: stream.received }, bytes, length, at);
            yield enhancedPacket(stream.number, started + event.time, packet.bytes, packet.length);
        }
        if (passage.forward) stream.sent += passage.length;
        else stream.received += passage.length;
    }
}

/** Bytes on their way. */
interface Passage {
    /** Of the object, or of both sockets. */
    readonly name: string;
    /** From the first of both ends to the second. */
    readonly forward: boolean;
    readonly bytes: Uint8Array;
    /** How many there were, of which not all may be known. */
    readonly length: number;
    /** A message of its own. */
    readonly datagram: boolean;
}

const none = new Uint8Array();

function passageOf(event: Event, state: State): Passage | null {
    if (event.kind === "bytesWritten") {
        const { object, length, data } = event;
        return kindOfId(object)?.traits.buffers === true && length > 0
            ? { name: object, forward: true, bytes: data ?? none, length, datagram: false }
            : null;
    }
    if (event.kind !== "dataSent") return null;
    const socket = state.objects.get(event.object);
    const datagram = socket?.kind === "socket" && socket.type === "SOCK_DGRAM";
    if (event.length === 0 && !datagram) return null;
    const other = event.to ?? (socket?.kind === "socket" ? socket.peer : null) ?? "unknown";
    const forward = event.object < other;
    const name = forward ? `${event.object} ${other}` : `${other} ${event.object}`;
    return { name, forward, bytes: event.data ?? none, length: event.length, datagram };
}

interface Stream {
    readonly number: number;
    /** Bytes so far, in each direction. */
    sent: number;
    received: number;
}

class Streams {
    private readonly byName = new Map<string, Stream>();

    find(name: string): { readonly stream: Stream; readonly isNew: boolean } {
        const known = this.byName.get(name);
        if (known !== undefined) return { stream: known, isNew: false };
        const stream: Stream = { number: this.byName.size, sent: 0, received: 0 };
        this.byName.set(name, stream);
        return { stream, isNew: true };
    }
}

const firstPort = 49152;
/** With both heads it fits into the 16 bits of a packet's length. */
const longestSegment = 60_000;

/** Where each begins, what is known of it, and how long it is. */
function* segments({ bytes, length }: Passage): Generator<readonly [number, Uint8Array, number], void, void> {
    if (length === 0) yield [0, none, 0];
    for (let at = 0; at < length; at += longestSegment) {
        const end = Math.min(length, at + longestSegment);
        yield [at, bytes.subarray(Math.min(at, bytes.length), Math.min(end, bytes.length)), end - at];
    }
}

function block(type: number, body: Uint8Array): Uint8Array {
    const length = 12 + padded(body.length);
    const bytes = new Uint8Array(length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, type, true);
    view.setUint32(4, length, true);
    bytes.set(body, 8);
    view.setUint32(length - 4, length, true);
    return bytes;
}

function padded(length: number): number {
    return (length + 3) & ~3;
}

function sectionHeader(): Uint8Array {
    const body = new Uint8Array(16);
    const view = new DataView(body.buffer);
    view.setUint32(0, 0x1a2b3c4d, true);
    view.setUint16(4, 1, true);
    view.setBigInt64(8, -1n, true); // How long the section is, is not said.
    return block(0x0a0d0d0a, body);
}

const [rawPackets, nameOption] = [101, 2];

function interfaceDescription(name: string): Uint8Array {
    const text = new TextEncoder().encode(name);
    const body = new Uint8Array(8 + 4 + padded(text.length) + 4);
    const view = new DataView(body.buffer);
    view.setUint16(0, rawPackets, true);
    view.setUint16(8, nameOption, true);
    view.setUint16(10, text.length, true);
    body.set(text, 12);
    return block(1, body);
}

/** `time`: seconds since the epoch. `length`: of the whole packet, of which `packet` may be the beginning. */
function enhancedPacket(interfaceNumber: number, time: number, packet: Uint8Array, length: number): Uint8Array {
    const body = new Uint8Array(20 + packet.length);
    const view = new DataView(body.buffer);
    const microseconds = BigInt(Math.round(time * 1e6));
    view.setUint32(0, interfaceNumber, true);
    view.setUint32(4, Number(microseconds >> 32n), true);
    view.setUint32(8, Number(microseconds & 0xffffffffn), true);
    view.setUint32(12, packet.length, true);
    view.setUint32(16, length, true);
    body.set(packet, 20);
    return block(6, body);
}
