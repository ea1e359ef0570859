/**
 *     p1 socketpair 3 4                 of streams; or dgram, seqpacket behind it
 *     p1 socket 3 unix stream           or inet, inet6, netlink; raw, dgram, seqpacket
 *     p1 bind 3 /tmp/s                  names: a path, @abstract, 127.0.0.1:80, [::]:80, port:7 (of netlink)
 *     p1 listen 3 5
 *     p2 connect 4 /tmp/s               of TCP with the name that it gets: connect 4 127.0.0.1:80 127.0.0.1:4000
 *     p1 accept 3 5 p2 /tmp/s           the new descriptor, whom SO_PEERCRED names (- over TCP), its own name, the client's (- for none)
 *     p1 send 3 "text"                  to 127.0.0.1:80 behind it: with a name
 *     p2 recv 4 "text" 10               asked for 10 bytes; peek, oob, waitall, trunc 20 (the message had 20), or from 127.0.0.1:80 behind it
 *     p1 shutdown 3 1
 */
import { objectBytes } from "../kernelAccount";
import type { CallWord } from "./word";
import { bytesOf, processNumber } from "./wordValues";

const domains: Readonly<Record<string, number>> = { unix: 1, inet: 2, inet6: 10, netlink: 16 };
const types: Readonly<Record<string, number>> = { stream: 1, dgram: 2, raw: 3, seqpacket: 5 };

function facts(serial: () => number): Uint8Array {
    const inode = 7000 + serial();
    return objectBytes({ link: `socket:[${inode}]`, inode, mode: 0o140777, flags: 2 });
}

/** `struct sockaddr`. */
export function addressBytes(name: string): Uint8Array {
    const six = /^\[(::1?)\]:(\d+)$/.exec(name);
    if (six !== null) {
        const port = Number(six[2]);
        return Uint8Array.from([10, 0, port >> 8, port & 255, ...new Array<number>(19).fill(0), six[1] === "::1" ? 1 : 0, 0, 0, 0, 0]);
    }
    const internet = /^(\d+)\.(\d+)\.(\d+)\.(\d+):(\d+)$/.exec(name);
    if (internet !== null) {
        const [, a, b, c, d, port] = internet.map(Number);
        return Uint8Array.from([
            2,
            0,
            (port ?? 0) >> 8,
            (port ?? 0) & 255,
            a ?? 0,
            b ?? 0,
            c ?? 0,
            d ?? 0,
            ...new Array<number>(8).fill(0),
        ]);
    }
    const port = /^port:(\d+)$/.exec(name);
    if (port !== null) return Uint8Array.from([16, 0, 0, 0, Number(port[1]), 0, 0, 0, 0, 0, 0, 0]);
    const path = name.startsWith("@") ? `\0${name.slice(1)}` : name;
    return Uint8Array.from([1, 0, ...Buffer.from(path, "latin1")]);
}

/** As the operation `socket` stores it; "-": no name. */
function names(pid: number, local: string, remote: string): Uint8Array {
    const [own, peer] = [local, remote].map((name) => (name === "-" || name === "" ? Uint8Array.from([1, 0]) : addressBytes(name)));
    const head = Buffer.alloc(8);
    head.writeUInt32LE(pid, 0);
    head.writeUInt16LE(own?.length ?? 0, 4);
    head.writeUInt16LE(peer?.length ?? 0, 6);
    return Buffer.concat([head, own ?? new Uint8Array(), peer ?? new Uint8Array()]);
}

const [peekFlag, truncatedFlag] = [0x2, 0x20];

export const socketCalls = {
    socketpair: ([one = "", other = "", type = "stream"], serial) => {
        const [oneEnd, otherEnd] = [facts(serial), facts(serial)];
        const ends = Uint8Array.from([Number(one), 0, 0, 0, Number(other), 0, 0, 0]);
        return { name: "socketpair", args: [1, types[type] ?? 0, 0, 0], result: 0, exit: () => ({ ends, oneEnd, otherEnd }) };
    },
    socket: ([fd = "", domain = "unix", type = "stream"], serial) => ({
        name: "socket",
        args: [domains[domain] ?? 0, types[type] ?? 0, 0],
        result: Number(fd),
        exit: () => ({ object: facts(serial) }),
    }),
    bind: ([fd = "", name = ""]) => ({ name: "bind", args: [Number(fd), 0, 0], result: 0, exit: () => ({ names: names(0, name, "-") }) }),
    listen: ([fd = "", backlog = "5", name = "-"]) => ({
        name: "listen",
        args: [Number(fd), Number(backlog)],
        result: 0,
        exit: () => (name === "-" ? {} : { names: names(0, name, "-") }),
    }),
    connect: ([fd = "", remote = "", local = "-"]) => ({
        name: "connect",
        args: [Number(fd), 0, 0],
        entry: { name: addressBytes(remote) },
        result: 0,
        // Of port 0 getpeername(2) knows no name.
        exit: () => ({ names: names(0, local, remote.endsWith(":0") ? "-" : remote) }),
    }),
    accept: ([fd = "", newFd = "", client = "-", local = "-", remote = "-"], serial) => ({
        name: "accept",
        args: [Number(fd), 0, 0],
        result: Number(newFd),
        exit: () => ({ object: facts(serial), names: names(client === "-" ? 0 : processNumber(client), local, remote) }),
    }),
    send: ([fd = "", text = '""', ...words]) => {
        const data = bytesOf(text);
        const name = words[0] === "to" ? words[1] : undefined;
        const flags = words.includes("oob") ? 1 : 0;
        return {
            name: "sendto",
            args: [Number(fd), 0, data.length, flags, name === undefined ? 0 : 4096, 16],
            entry: { data, ...(name !== undefined && { name: addressBytes(name) }) },
            result: data.length,
        };
    },
    recv: ([fd = "", text = '""', asked = "4096", ...words]) => {
        const data = bytesOf(text);
        const flags =
            (words.includes("peek") ? peekFlag : 0) |
            (words.includes("trunc") ? truncatedFlag : 0) |
            (words.includes("oob") ? 1 : 0) |
            (words.includes("waitall") ? 0x100 : 0);
        const whole = words[words.indexOf("trunc") + 1];
        const sender = words.includes("from") ? words[words.indexOf("from") + 1] : undefined;
        return {
            name: "recvfrom",
            args: [Number(fd), 0, Number(asked), flags, sender === undefined ? 0 : 4096, 0],
            result: words.includes("trunc") ? Number(whole) : data.length,
            data,
            exit: (length, got) => ({ data: got.subarray(0, length), ...(sender !== undefined && { name: addressBytes(sender) }) }),
        };
    },
    shutdown: ([fd = "", how = "1"]) => ({ name: "shutdown", args: [Number(fd), Number(how)], result: 0 }),
} satisfies Record<string, CallWord>;
