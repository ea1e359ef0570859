/** What the engine tells of a socket's names, and which of the known sockets a name belongs to. */
import { addressOf, reaches } from "../../model/kinds/socket/address";
import type { Socket } from "../../model/kinds/socket/state";
import type { ObjectId } from "../../model/identities";
import type { State } from "../../model/state";
import type { DecodedCall } from "../../syscalls/decodedCall";

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

/** Sockets of the same kind that have that name, those that are bound to it exactly before those bound to any address. */
function bearers(state: State, { id, family, type }: Socket, name: string, isMeant: (socket: Socket) => boolean): readonly Socket[] {
    const isSame = (other: Socket): boolean =>
        other.id !== id && other.type === type && isInternet(other.family) === isInternet(family) && isMeant(other);
    const all = [...socketsOf(state)].filter((other) => isSame(other) && other.local !== null && reaches(name, other.local));
    const exact = all.filter(({ local }) => local === name);
    return exact.length > 0 ? exact : all;
}

function isInternet(family: string | null): boolean {
    return family === "AF_INET" || family === "AF_INET6";
}

/** The one that listens there; undefined: nobody who is known, or one of several (SO_REUSEPORT). */
export function listenerAt(state: State, socket: Socket, name: string): Socket | undefined {
    const [listener, ...others] = bearers(state, socket, name, ({ stage }) => stage === "listening");
    return others.length > 0 ? undefined : listener;
}

/** The one that gets datagrams which are sent there; undefined: nobody who is known, or one of several. */
export function receiverAt(state: State, socket: Socket, name: string): Socket | undefined {
    const all = bearers(state, socket, name, () => true);
    const connected = all.filter(({ remote }) => remote !== null && remote !== "" && remote === socket.local);
    const [receiver, ...others] = connected.length > 0 ? connected : all;
    if (receiver === undefined || others.length > 0) return undefined;
    // One that is connected gets nothing from others (udp(7)).
    const isElsewhere =
        receiver.stage === "connected" && receiver.remote !== null && receiver.remote !== "" && receiver.remote !== socket.local;
    return isElsewhere ? undefined : receiver;
}
