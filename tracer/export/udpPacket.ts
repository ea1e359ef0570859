/** A datagram of UDP (RFC 768). */
import { internetPacket, type Ends, type Packet } from "./internetPacket";

const headLength = 8;
const udp = 17;

/** `length`: of the payload, of which `payload` may be the beginning. */
export function udpPacket(ends: Ends, payload: Uint8Array, length: number): Packet {
    const head = new Uint8Array(headLength);
    new DataView(head.buffer).setUint16(4, headLength + length);
    return internetPacket(ends, { protocol: udp, head, checksumAt: 6 }, payload, length);
}
