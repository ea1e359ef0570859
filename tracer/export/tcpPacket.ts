/** A packet of TCP (RFC 9293). */
import { internetPacket, type Ends, type Packet } from "./internetPacket";

export interface Connection extends Ends {
    /** Bytes that the first end has sent before, and those that the second has. */
    readonly sent: number;
    readonly received: number;
}

const headLength = 20;
const [tcp, pushAndAcknowledge, window] = [6, 0x18, 65535];

/** `length`: of the payload, of which `payload` may be the beginning; `at`: where it begins in what is sent now. */
export function tcpPacket(connection: Connection, payload: Uint8Array, length: number, at: number): Packet {
    const { forward, sent, received } = connection;
    const head = new Uint8Array(headLength);
    const view = new DataView(head.buffer);
    view.setUint32(4, ((forward ? sent : received) + at + 1) >>> 0);
    view.setUint32(8, ((forward ? received : sent) + 1) >>> 0);
    head[12] = (headLength / 4) << 4;
    head[13] = pushAndAcknowledge;
    view.setUint16(14, window);
    return internetPacket(connection, { protocol: tcp, head, checksumAt: 16 }, payload, length);
}
