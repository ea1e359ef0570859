/** Names of sockets, as the kernel stores them and as people write them (unix(7), ip(7), ipv6(7)). */
import { escapeBytes } from "../../bytes";

const families: ReadonlyMap<number, string> = new Map([
    [0, "AF_UNSPEC"],
    [1, "AF_UNIX"],
    [2, "AF_INET"],
    [10, "AF_INET6"],
    [16, "AF_NETLINK"],
    [17, "AF_PACKET"],
    [38, "AF_ALG"],
    [40, "AF_VSOCK"],
]);

const types: ReadonlyMap<number, string> = new Map([
    [1, "SOCK_STREAM"],
    [2, "SOCK_DGRAM"],
    [3, "SOCK_RAW"],
    [4, "SOCK_RDM"],
    [5, "SOCK_SEQPACKET"],
    [10, "SOCK_PACKET"],
]);

export function familyName(number: number): string {
    return families.get(number) ?? `AF_${number}`;
}

/** `number`: also with SOCK_CLOEXEC and SOCK_NONBLOCK. */
export function typeName(number: number): string {
    const typeMask = 0xf;
    return types.get(number & typeMask) ?? `SOCK_${number & typeMask}`;
}

export interface Address {
    readonly family: string;
    /** "": no name. */
    readonly name: string;
}

/** A `struct sockaddr`; undefined when it is too short to be one. */
export function addressOf(bytes: Uint8Array): Address | undefined {
    if (bytes.length < 2) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const family = familyName(view.getUint16(0, true));
    switch (family) {
        case "AF_UNIX":
            return { family, name: pathName(bytes.subarray(2)) };
        case "AF_INET":
            return bytes.length < 8 ? undefined : { family, name: withPort(dotted(bytes.subarray(4, 8)), view.getUint16(2)) };
        case "AF_INET6":
            return bytes.length < 24 ? undefined : { family, name: withPort(versionSix(bytes.subarray(8, 24)), view.getUint16(2)) };
        case "AF_NETLINK":
            return bytes.length < 8 ? undefined : { family, name: netlinkName(view.getUint32(4, true)) };
        case "AF_PACKET":
            return bytes.length < 8 ? undefined : { family, name: interfaceName(view.getInt32(4, true)) };
        default:
            return { family, name: "" };
    }
}

/** Port 0 is the kernel; as a socket's own name, none (netlink(7)). */
function netlinkName(port: number): string {
    return port === 0 ? "" : `port ${port}`;
}

/** By its number; 0: any (packet(7)). */
function interfaceName(index: number): string {
    return index === 0 ? "" : `interface ${index}`;
}

/** An abstract name begins with a NUL and has its length; a path ends at its first NUL. */
function pathName(bytes: Uint8Array): string {
    if (bytes.length === 0) return "";
    if (bytes[0] === 0) return `@${escapeBytes(bytes.subarray(1))}`;
    const end = bytes.indexOf(0);
    return text.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

const text = new TextDecoder();

const anyAddresses: ReadonlySet<string> = new Set(["0.0.0.0", "[::]"]);

/** Neither address nor port: it is not bound. */
function withPort(host: string, port: number): string {
    return port === 0 && anyAddresses.has(host) ? "" : `${host}:${port}`;
}

function dotted(bytes: Uint8Array): string {
    return [...bytes].join(".");
}

/** RFC 5952; a mapped address of version 4 is that address, since the two reach each other. */
function versionSix(bytes: Uint8Array): string {
    const mapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
    if (mapped) return dotted(bytes.subarray(12));
    const groups = Array.from({ length: 8 }, (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0));
    let [from, length] = [-1, 1];
    for (let start = 0; start < 8; start++) {
        let end = start;
        while (end < 8 && groups[end] === 0) end++;
        if (end - start > length) [from, length] = [start, end - start];
    }
    const written = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
    return from < 0 ? `[${written(groups)}]` : `[${written(groups.slice(0, from))}::${written(groups.slice(from + length))}]`;
}

/** Whether something for this name comes to the socket that is bound to the other; only for loopback is that certain of any address. */
export function reaches(name: string, bound: string): boolean {
    if (name === bound) return true;
    const [port, host] = [portOf(bound), hostOf(bound)];
    if (port === null || host === null || port !== portOf(name)) return false;
    const asked = hostOf(name);
    if (asked === null) return false;
    // The kernel takes "any" for the machine itself (ip(7)).
    const isLoopback = asked.startsWith("127.") || asked === "[::1]" || anyAddresses.has(asked);
    return anyAddresses.has(host) && isLoopback && (host === "[::]" || !asked.startsWith("["));
}

/** Of ip(7) or ipv6(7), not a path. */
export function isInternetName(name: string): boolean {
    return hostOf(name) !== null;
}

function hostOf(name: string): string | null {
    return /^(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\]):\d+$/.exec(name)?.[1] ?? null;
}

function portOf(name: string): string | null {
    return /^(?:\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\]):(\d+)$/.exec(name)?.[1] ?? null;
}
