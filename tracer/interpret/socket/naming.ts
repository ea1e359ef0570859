/** What the engine tells of a socket's names, and which of the known sockets a name belongs to. */
import { addressOf, isInternetName, reaches } from "../../model/kinds/socket/address";
import type { Socket } from "../../model/kinds/socket/state";
import type { ObjectId } from "../../model/identities";
import type { State } from "../../model/state";
import type { DecodedCall } from "../../syscalls/decodedCall";
import { absolutePath } from "../paths";

export interface SocketNames {
    /** SO_PEERCRED; null: the kernel does not tell. */
    readonly peerPid: number | null;
    /** "": none. */
    readonly local: string;
    readonly remote: string;
}

const headLength = 8;

/** The `socket` capture (docs/trace-format.md, "Capture"). */
export function namesOf(call: DecodedCall): SocketNames | undefined {
    const view = call.structure("names", headLength);
    const bytes = call.capture("names")?.bytes;
    if (view === undefined || bytes === undefined) return undefined;
    const [pid, ownLength, peerLength] = [view.getUint32(0, true), view.getUint16(4, true), view.getUint16(6, true)];
    const peerAt = headLength + ownLength;
    return {
        peerPid: pid === 0 ? null : pid,
        local: addressOf(bytes.subarray(headLength, peerAt))?.name ?? "",
        remote: addressOf(bytes.subarray(peerAt, peerAt + peerLength))?.name ?? "",
    };
}

/** The name that the program gave; undefined: none. */
export function givenName(call: DecodedCall): string | undefined {
    const bytes = call.capture("name")?.bytes;
    return bytes === undefined ? undefined : addressOf(bytes)?.name;
}

/** That name; of one in the file system the whole path, if that is known. */
export function addressGiven(call: DecodedCall, directory: string | null): string | undefined {
    const name = givenName(call);
    return name === undefined ? undefined : (givenBy(directory, name).path ?? name);
}

/** Whether the program asked to send to nobody in particular any more (connect(2), AF_UNSPEC). */
export function namesNobody(call: DecodedCall): boolean {
    const bytes = call.capture("name")?.bytes;
    return bytes !== undefined && addressOf(bytes)?.family === "AF_UNSPEC";
}

export function socketAt(state: State, id: ObjectId | null): Socket | undefined {
    const object = id === null ? undefined : state.objects.get(id);
    return object?.kind === "socket" ? object : undefined;
}

export function* socketsOf(state: State): Iterable<Socket> {
    for (const object of state.objects.values()) if (object.kind === "socket") yield object;
}

/** A name as one process gives it: a relative path begins in its directory. */
export interface Given {
    readonly name: string;
    /** Of a path, where it leads to as far as text can tell; null: unknown, or no path. */
    readonly path: string | null;
}

export function givenBy(directory: string | null, name: string): Given {
    const isPath = name !== "" && !name.startsWith("@") && !isInternetName(name);
    return { name, path: isPath ? absolutePath(directory, name) : null };
}

/** Sockets of the same kind that have that name, those that are bound to it exactly before those bound to any address. */
function bearers(state: State, { family, type }: Socket, given: Given, isMeant: (socket: Socket) => boolean): readonly Socket[] {
    const isSame = (other: Socket): boolean =>
        other.type === type && isInternet(other.family) === isInternet(family) && other.local !== null && isMeant(other);
    const candidates = [...socketsOf(state)].filter(isSame);
    const there = given.path === null ? [] : candidates.filter(({ path }) => path === given.path);
    if (there.length > 0) return newest(there);
    const all = candidates.filter((other) => other.local !== null && reaches(given.name, other.local) && speaks(other, given.name));
    const exact = all.filter(({ local }) => local === given.name);
    // Sockets of version 4 come first for names of version 4 (compute_score in net/ipv4/inet_hashtables.c and udp.c).
    const four = isVersionFour(given.name) ? all.filter((other) => other.family === "AF_INET") : [];
    return exact.length > 0 ? exact : four.length > 0 ? four : all;
}

/** A socket of version 6 has names of version 4 too, unless IPV6_V6ONLY is set (ipv6(7)). */
function speaks({ family, options }: Socket, name: string): boolean {
    return family !== "AF_INET6" || !isVersionFour(name) || options.get("IPV6_V6ONLY") !== "on";
}

function isVersionFour(name: string): boolean {
    return isInternetName(name) && !name.startsWith("[");
}

/** A path is given away only when nobody has it any more: who was bound to it last has it. */
function newest(sockets: readonly Socket[]): readonly Socket[] {
    return [...sockets].sort((one, other) => (other.boundAt ?? 0) - (one.boundAt ?? 0)).slice(0, 1);
}

function isInternet(family: string | null): boolean {
    return family === "AF_INET" || family === "AF_INET6";
}

/** The one that listens there; undefined: nobody who is known, or one of several (SO_REUSEPORT). */
export function listenerAt(state: State, socket: Socket, given: Given): Socket | undefined {
    return onlyOne(listenersAt(state, socket, given));
}

export function listenersAt(state: State, socket: Socket, given: Given): readonly Socket[] {
    return bearers(state, socket, given, ({ stage }) => stage === "listening");
}

function onlyOne([first, ...others]: readonly Socket[]): Socket | undefined {
    return others.length > 0 ? undefined : first;
}

/** Several of which one got it, and it is not known which one (SO_REUSEPORT). */
export function oneAmong(sockets: readonly Socket[]): { readonly among?: readonly ObjectId[] } {
    return sockets.length > 1 ? { among: sockets.map(({ id }) => id) } : {};
}

/** The one that gets datagrams which are sent there; undefined: nobody who is known, or one of several. */
export function receiverAt(state: State, socket: Socket, given: Given): Socket | undefined {
    const receiver = onlyOne(receiversAt(state, socket, given));
    return receiver === undefined || listensElsewhere(receiver, socket) ? undefined : receiver;
}

export function receiversAt(state: State, socket: Socket, given: Given): readonly Socket[] {
    const all = bearers(state, socket, given, () => true);
    const connected = all.filter(({ remote }) => remote !== null && remote !== "" && remote === socket.local);
    return connected.length > 0 ? connected : all;
}

/** One that is connected gets nothing from others (udp(7)). */
export function listensElsewhere({ stage, remote, peer }: Socket, sender: Socket): boolean {
    return stage === "connected" && peer !== sender.id && remote !== null && remote !== "" && remote !== sender.local;
}
