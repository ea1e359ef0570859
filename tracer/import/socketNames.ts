/** Names of sockets, as struct sockaddr (unix(7), ip(7), ipv6(7)), from what a log shows. Undefined: it does not show them. */
import { isIPv6 } from "node:net";
import { textBytes, textOf } from "../strace-parser/textBytes";
import { field, type Value } from "../strace-parser/value";
import type { LoggedCall } from "./loggedCall";
import { constant } from "./constants";
import { afterwards, laidOut } from "./structures";
import { numberOf } from "./words";

const [unixFamily, internetFamily, internetSixFamily] = [1, 2, 10];

/** An argument that is an address. */
export function socketAddress(value: Value | undefined): Uint8Array | undefined {
    const address = afterwards(value);
    switch (numberOf(field(address, "sa_family"))) {
        case unixFamily:
            return unixAddress(field(address, "sun_path"));
        case internetFamily:
            return internetAddress(shownAddress(field(address, "sin_addr")), numberOf(field(address, "sin_port")));
        case internetSixFamily:
            return internetAddress(shownAddress(unnamed(address, "inet_pton")), numberOf(field(address, "sin6_port")));
        case constant("AF_UNSPEC"):
            return Buffer.alloc(2);
        default:
            return undefined;
    }
}

interface NamePair {
    /** Empty: it has none. */
    readonly own: Uint8Array;
    readonly peer: Uint8Array;
}

/** A backslash, of what is escaped (-xx), or T or U. */
const mayName: ReadonlySet<number> = new Set([92, 84, 85]);

/** What stands in angle brackets of an internet socket (-yy), still escaped: `TCP:[127.0.0.1:80->127.0.0.1:34]`. */
export function namesInAbout(about: string): NamePair | undefined {
    if (!mayName.has(about.charCodeAt(0))) return undefined;
    const [, inside = ""] = /^(?:TCP|UDP)(?:v6)?:\[(.*)\]$/.exec(textOf(about)) ?? [];
    const [own, peer] = inside.split("->");
    const [ownName, peerName] = [named(own), peer === undefined ? new Uint8Array() : named(peer)];
    return ownName === undefined || peerName === undefined ? undefined : { own: ownName, peer: peerName };
}

function named(text: string | undefined): Uint8Array | undefined {
    const colon = text?.lastIndexOf(":") ?? -1;
    if (text === undefined || colon < 0) return undefined;
    return internetAddress(text.slice(0, colon).replace(/^\[|\]$/g, ""), Number(text.slice(colon + 1)));
}

/** `inet_addr("127.0.0.1")`, `inet_pton(AF_INET6, "::1", &sin6_addr)` */
function shownAddress(value: Value | undefined): string | undefined {
    const text = value?.is === "applied" ? value.arguments.find((each) => each.is === "text") : undefined;
    return text?.is === "text" ? textOf(text.raw) : undefined;
}

function unnamed(structure: Value | undefined, name: string): Value | undefined {
    return structure?.is === "structure" ? structure.items.find((item) => item.is === "applied" && item.name === name) : undefined;
}

function internetAddress(address: string | undefined, port: number | undefined): Uint8Array | undefined {
    if (address === undefined || port === undefined) return undefined;
    const portBytes = [(port >> 8) & 0xff, port & 0xff];
    if (isIPv6(address)) return Buffer.from([internetSixFamily, 0, ...portBytes, 0, 0, 0, 0, ...sixteenBytes(address), 0, 0, 0, 0]);
    const numbers = address.split(".").map(Number);
    if (numbers.length !== 4 || numbers.some((number) => !(number <= 255))) return undefined;
    return Buffer.from([internetFamily, 0, ...portBytes, ...numbers, 0, 0, 0, 0, 0, 0, 0, 0]);
}

/** The address is one (net.isIPv6). */
function sixteenBytes(address: string): readonly number[] {
    const [before = "", after] = address.split("::");
    const [first, last] = [groups(before), groups(after ?? "")];
    const missing = after === undefined ? 0 : 16 - first.length - last.length;
    return [...first, ...Array.from({ length: missing }, () => 0), ...last];
}

function groups(text: string): readonly number[] {
    if (text === "") return [];
    return text.split(":").flatMap((group) => {
        if (group.includes(".")) return group.split(".").map(Number);
        const number = parseInt(group, 16);
        return [number >> 8, number & 0xff];
    });
}

function unixAddress(path: Value | undefined): Uint8Array | undefined {
    const family = Buffer.from([unixFamily, 0]);
    if (path === undefined) return family;
    if (path.is !== "text" || path.cut) return undefined;
    return Buffer.concat([family, Buffer.from(path.abstract ? [0] : []), textBytes(path.raw), Buffer.from(path.abstract ? [] : [0])]);
}

/** As the capture operation `socket` stores them (docs/trace-format.md). Of a socket with one name, the other is not there yet. */
export function namesOfCall(call: LoggedCall): Uint8Array | undefined {
    const pair = namePair(call);
    if (pair === undefined) return undefined;
    const head = laidOut(8, [
        [4, 0],
        [2, pair.own.length],
        [2, pair.peer.length],
    ]);
    return Buffer.concat([head, pair.own, pair.peer]);
}

function namePair(call: LoggedCall): NamePair | undefined {
    const none = new Uint8Array();
    const [socket, address] = call.arguments;
    switch (call.row.name) {
        case "bind": {
            const own = socketAddress(address);
            return own === undefined || choosesPort(own) ? undefined : { own, peer: none };
        }
        case "connect": {
            const peer = socketAddress(address);
            return peer === undefined ? undefined : { own: none, peer };
        }
        case "accept":
        case "accept4":
            return call.resultAbout === null ? undefined : namesInAbout(call.resultAbout);
        default:
            return socket?.is === "number" && socket.about !== null ? namesInAbout(socket.about) : undefined;
    }
}

/** Port 0: the kernel takes one that is free, and the log does not say which. */
function choosesPort(address: Uint8Array): boolean {
    return !isUnix(address) && address[2] === 0 && address[3] === 0;
}

function isUnix(address: Uint8Array): boolean {
    return address[0] === unixFamily;
}
