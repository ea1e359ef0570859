/** A packet over IPv4 (RFC 791), between 10.0.0.1 and 10.0.0.2. */
export interface Ends {
    /** Of the second end. */
    readonly port: number;
    /** From the first end to the second. */
    readonly forward: boolean;
}

/** TCP or UDP, which both begin with the two ports and have a checksum of the same kind. */
export interface Transport {
    /** In the head of IP. */
    readonly protocol: number;
    /** With the ports and the checksum still to be set. */
    readonly head: Uint8Array;
    readonly checksumAt: number;
}

export interface Packet {
    readonly bytes: Uint8Array;
    /** With the bytes that are not known. */
    readonly length: number;
}

const internetHead = 20;
const [version, timeToLive] = [0x45, 64];
const [first, second] = [
    [10, 0, 0, 1],
    [10, 0, 0, 2],
] as const;
const firstPort = 40_000;

/** `length`: of the payload, of which `payload` may be the beginning. */
export function internetPacket({ port, forward }: Ends, transport: Transport, payload: Uint8Array, length: number): Packet {
    const { protocol, head, checksumAt } = transport;
    const whole = internetHead + head.length + length;
    const bytes = new Uint8Array(internetHead + head.length + payload.length);
    const view = new DataView(bytes.buffer);
    bytes[0] = version;
    view.setUint16(2, whole);
    bytes[8] = timeToLive;
    bytes[9] = protocol;
    bytes.set(forward ? first : second, 12);
    bytes.set(forward ? second : first, 16);
    view.setUint16(10, checksum(bytes.subarray(0, internetHead), 0));
    bytes.set(head, internetHead);
    view.setUint16(internetHead, forward ? firstPort : port);
    view.setUint16(internetHead + 2, forward ? port : firstPort);
    bytes.set(payload, internetHead + head.length);
    // Of a packet that is not known whole, nobody can tell. Zero would say that there is none (RFC 768), and is the same sum as its complement.
    if (payload.length === length) {
        const sum = checksum(bytes.subarray(12), protocol + head.length + length);
        view.setUint16(internetHead + checksumAt, sum === 0 ? 0xffff : sum);
    }
    return { bytes, length: whole };
}

/** The complement of the sum of all 16-bit words in one's complement (RFC 1071). */
function checksum(bytes: Uint8Array, begin: number): number {
    let sum = begin;
    for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
    return ~sum & 0xffff;
}
