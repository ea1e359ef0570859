/** A packet of TCP over IPv4 (RFC 791, RFC 9293), between 10.0.0.1 and 10.0.0.2. */
export interface Connection {
    /** Of the second end. */
    readonly port: number;
    /** From the first end to the second. */
    readonly forward: boolean;
    /** Bytes that the first end has sent before, and those that the second has. */
    readonly sent: number;
    readonly received: number;
}

export interface Packet {
    readonly bytes: Uint8Array;
    /** With the bytes that are not known. */
    readonly length: number;
}

const [internetHead, tcpHead] = [20, 20];
const [version, timeToLive, tcp, pushAndAcknowledge, window] = [0x45, 64, 6, 0x18, 65535];
const [first, second] = [
    [10, 0, 0, 1],
    [10, 0, 0, 2],
] as const;
const firstPort = 40_000;

/** `length`: of the payload, of which `payload` may be the beginning; `at`: where it begins in what is sent now. */
export function tcpPacket({ port, forward, sent, received }: Connection, payload: Uint8Array, length: number, at: number): Packet {
    const whole = internetHead + tcpHead + length;
    const bytes = new Uint8Array(internetHead + tcpHead + payload.length);
    const view = new DataView(bytes.buffer);
    bytes[0] = version;
    view.setUint16(2, whole);
    bytes[8] = timeToLive;
    bytes[9] = tcp;
    bytes.set(forward ? first : second, 12);
    bytes.set(forward ? second : first, 16);
    view.setUint16(10, checksum(bytes.subarray(0, internetHead), 0));
    view.setUint16(20, forward ? firstPort : port);
    view.setUint16(22, forward ? port : firstPort);
    view.setUint32(24, ((forward ? sent : received) + at + 1) >>> 0);
    view.setUint32(28, ((forward ? received : sent) + 1) >>> 0);
    bytes[32] = (tcpHead / 4) << 4;
    bytes[33] = pushAndAcknowledge;
    view.setUint16(34, window);
    bytes.set(payload, internetHead + tcpHead);
    // Of a packet that is not known whole, nobody can tell.
    if (payload.length === length) view.setUint16(36, checksum(bytes.subarray(12), tcp + tcpHead + length));
    return { bytes, length: whole };
}

/** The complement of the sum of all 16-bit words in one's complement (RFC 1071). */
function checksum(bytes: Uint8Array, begin: number): number {
    let sum = begin;
    for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
    return ~sum & 0xffff;
}
