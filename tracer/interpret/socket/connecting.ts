/** connect(2) and accept(2): the two ends of a connection are found and joined, whoever is seen first. */
import type { NewSocket, SocketConnected } from "../../model/kinds/socket/events";
import { isConnectionOriented, type Socket } from "../../model/kinds/socket/state";
import type { ObjectFacts } from "../objectFacts";
import { ReturnedCall } from "../returnedCall";
import {
    givenBy,
    givenName,
    listenerAt,
    listenersAt,
    namesNobody,
    namesOf,
    oneAmong,
    receiverAt,
    socketAt,
    socketsOf,
    type Given,
    type SocketNames,
} from "./naming";

export function connectSocket(call: ReturnedCall): void {
    const object = call.used(call.int("fd"))?.object;
    const names = namesOf(call);
    if (object?.kind !== "socket" || names === undefined) call.tellReturned();
    else if (isConnectionOriented(object) === false) tellReceiver(call, object, names);
    else tellConnected(call, object, names);
}

/** connect(2) of a socket without connections only says where datagrams go. */
function tellReceiver(call: ReturnedCall, socket: Socket, names: SocketNames): void {
    const nobody = namesNobody(call);
    // Of port 0, where nobody can be, getpeername(2) says that there is no other end (inet_getname in net/ipv4/af_inet.c).
    const remote = nobody ? "" : names.remote === "" ? (givenName(call) ?? "") : names.remote;
    const peer = nobody ? undefined : receiverAt(call.interpretation.state, { ...socket, local: names.local }, given(call, remote));
    const { local, peerPid } = names;
    call.tell({ kind: "socketConnected", object: socket.id, local, remote, peerPid, peer: peer?.id ?? null, listener: null });
}

/** The kernel gives the name as the other socket was bound to it; the path is what this program gave. */
function given(call: ReturnedCall, remote: string): Given {
    return { name: remote, path: givenBy(call.process.directory, givenName(call) ?? "").path };
}

type Known = Pick<SocketNames, "remote" | "peerPid"> & { readonly local: string | null };

function tellConnected(call: ReturnedCall, socket: Socket, { remote, local, peerPid }: Known): void {
    const { interpretation } = call;
    const { state } = interpretation;
    const base = { kind: "socketConnected", object: socket.id, local, remote, peerPid } as const;
    const joined = socketAt(state, socket.peer) ?? acceptedBefore(call, remote, local);
    if (joined !== undefined) {
        const hasSent = [socket, joined].some(({ sent, sending }) => sent > 0 || sending.length > 0);
        call.tell({ ...base, peer: joined.id, listener: null, joined: true, ...(hasSent && { missed: true }) });
        return;
    }
    const listener = listenerAt(state, socket, given(call, remote));
    if (listener === undefined) {
        const among = oneAmong(listenersAt(state, socket, given(call, remote)));
        call.tell({ ...base, peer: null, listener: null, ...among });
        return;
    }
    const newPeer = {
        ...interpretation.identities.unseen("socket"),
        ...typeOf(listener),
        stage: "connected",
        local: remote,
        remote: local,
        peer: socket.id,
        peerPid: call.process.pid,
        waitsAt: listener.id,
        fresh: true,
    } as const satisfies NewSocket;
    call.tell({ ...base, peer: newPeer.id, newPeer, listener: listener.id } satisfies Omit<
        SocketConnected,
        "seq" | "time" | "process" | "pid" | "tid"
    >);
}

/** Over TCP the four numbers of a connection are its own. */
function acceptedBefore({ interpretation: { state } }: ReturnedCall, remote: string, local: string | null): Socket | undefined {
    if (local === null || local === "" || remote === "") return undefined;
    return [...socketsOf(state)].find((other) => other.peer === null && other.local === remote && other.remote === local);
}

function typeOf({ family, type, protocol }: Socket): Pick<NewSocket, "family" | "type" | "protocol"> {
    return { ...(family !== null && { family }), ...(type !== null && { type }), ...(protocol !== null && { protocol }) };
}

/** EINPROGRESS: the connection may come about later. */
export function connectFailed(call: ReturnedCall): void {
    const inProgress = 115;
    const object = call.known(call.int("fd"))?.object;
    const remote = givenName(call);
    if (call.result !== -inProgress || object?.kind !== "socket" || remote === undefined) {
        call.tellReturned();
    } else {
        const listener = listenerAt(call.interpretation.state, object, given(call, remote));
        call.tell({ kind: "connectionBegun", object: object.id, remote, listener: listener?.id ?? null });
    }
}

/** getsockopt(2) with SO_ERROR: 0 after a connect that was not waited for means that there is a connection. */
export function askSocket(call: ReturnedCall): void {
    const object = call.known(call.int("fd"))?.object;
    const names = namesOf(call);
    const socketLevel = 1;
    const error = call.int("level") === socketLevel ? call.structure("value", 4)?.getInt32(0, true) : undefined;
    if (object?.kind !== "socket" || object.stage !== "connecting" || names === undefined || names.remote === "" || error !== 0) {
        call.tellReturned();
        return;
    }
    tellConnected(call, object, names);
}

export function acceptConnection(call: ReturnedCall): void {
    const listening = call.used(call.int("fd"))?.object;
    const facts = call.facts("object");
    const names = namesOf(call);
    if (facts?.kind !== "socket" || names === undefined) {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const listener = listening?.kind === "socket" ? listening : undefined;
    const queued = queuedFor(call, listener, names);
    if (queued !== undefined) {
        tellAccepted(call, facts, names, { listener, id: queued.id, peer: queued.peer, fresh: true });
        return;
    }
    const client = clientOf(call, names);
    // What it has sent while nobody knew where that goes is not known to be here.
    const isSilent = client !== undefined && client.sent === 0 && client.sending.length === 0;
    tellAccepted(call, facts, names, { listener, id: null, peer: client?.id ?? null, fresh: isSilent });
}

/** The connection in the queue that was accepted: by its four numbers, or by the process at its other end (SO_PEERCRED). */
function queuedFor(call: ReturnedCall, listener: Socket | undefined, names: SocketNames): Socket | undefined {
    const inQueue = (): readonly Socket[] => {
        const { state } = call.interpretation;
        const waiting = socketAt(state, listener?.id ?? null)?.waiting ?? [];
        return waiting.flatMap((id) => socketAt(state, id) ?? []);
    };
    const fits = (queued: Socket): boolean =>
        names.peerPid === null ? names.remote !== "" && queued.remote === names.remote : queued.peerPid === names.peerPid;
    const first = inQueue().find(fits);
    if (first !== undefined || listener === undefined) return first;
    return connectUnderWay(call, names) ? inQueue().find(fits) : undefined;
}

/** A connect that has not been seen to return, of the process that is at the other end. */
function connectUnderWay({ interpretation }: ReturnedCall, names: SocketNames): boolean {
    if (names.peerPid === null) return false;
    const tasks = [...(interpretation.tasks.process(names.peerPid)?.tasks.values() ?? [])];
    const connecting = tasks.flatMap((task) => {
        const { pending } = task;
        if (pending?.row.meaning !== "connectSocket" || pending.done === true) return [];
        const { row, args, captures, stack } = pending;
        return [{ pending, call: new ReturnedCall(interpretation, task, row, args, captures, 0, interpretation.state.time * 1e9, stack) }];
    });
    const [only, ...others] = connecting.filter(({ call }) => givenName(call) === names.local);
    const object = only?.call.known(only.call.int("fd"))?.object;
    if (only === undefined || others.length > 0 || object?.kind !== "socket") return false;
    tellConnected(only.call, object, { remote: names.local, local: nameBefore(object), peerPid: null });
    only.pending.done = true;
    return true;
}

/** Connecting gives a UNIX socket no name; over TCP the kernel chooses one. */
function nameBefore({ family, local }: Socket): string | null {
    return family === "AF_UNIX" ? local : null;
}

/** One that was connected when it was not certain to whom, as where several sockets listen. */
function clientOf({ interpretation: { state } }: ReturnedCall, { local, remote, peerPid }: SocketNames): Socket | undefined {
    const isUnpaired = (socket: Socket): boolean =>
        socket.peer === null && socket.remote === local && (socket.stage === "connected" || socket.stage === "connecting");
    const all = [...socketsOf(state)].filter(isUnpaired);
    if (peerPid === null) return remote === "" ? undefined : all.find((socket) => socket.local === remote);
    return undefined;
}

interface Accepted {
    readonly listener: Socket | undefined;
    /** Of the socket in the queue; null: it was not known. */
    readonly id: string | null;
    readonly peer: string | null;
    readonly fresh: boolean;
}

function tellAccepted(call: ReturnedCall, facts: ObjectFacts, names: SocketNames, { listener, id, peer, fresh }: Accepted): void {
    const { identities } = call.interpretation;
    const base = id === null ? identities.create(facts) : identities.createAs(id, facts);
    const newObject: NewSocket = {
        ...base,
        kind: "socket",
        ...(listener !== undefined && typeOf(listener)),
        stage: "connected",
        local: names.local,
        remote: names.remote,
        peer,
        peerPid: names.peerPid,
        ...(fresh && { fresh }),
    };
    call.tell({
        kind: "connectionAccepted",
        object: newObject.id,
        newObject,
        ...call.newEnd(call.result, facts.flags),
        listener: listener?.id ?? null,
        peer,
        remote: names.remote,
    });
}
