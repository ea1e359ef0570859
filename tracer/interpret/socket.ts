/** Sockets: socket(2), socketpair(2), bind(2), listen(2), and what reading and writing one means. */
import type { NewSocket } from "../model/kinds/socket/events";
import { addressOf, familyName, typeName } from "../model/kinds/socket/address";
import { isConnectionOriented, isStream, type Socket } from "../model/kinds/socket/state";
import type { KernelObject } from "../model/kindTypes";
import { vectorMessages } from "../syscalls/messageVector";
import type { Awaited, EnteredCall } from "./enteredCall";
import type { Mechanism } from "./mechanism";
import type { ObjectFacts } from "./objectFacts";
import type { ReturnedCall } from "./returnedCall";
import { acceptConnection, askSocket, connectFailed, connectSocket } from "./socket/connecting";
import { sendFailed, tellMessagesReceived, tellMessagesSent } from "./socket/messages";
import { givenBy, givenName, listenerAt, namesOf } from "./socket/naming";
import { setSocketOption } from "./socket/options";
import { shutDownSocket } from "./socket/shutdown";
import { receiverOf } from "./socket/traffic";
import type { Transfers } from "./transfers";

function newSocket(call: ReturnedCall, facts: ObjectFacts): NewSocket {
    return {
        ...call.interpretation.identities.create(facts),
        kind: "socket",
        family: familyName(call.int("domain")),
        type: typeName(call.int("type")),
        protocol: call.int("protocol"),
        stage: "created",
        local: firstName(call),
        remote: "",
        fresh: true,
    };
}

/** The port of a raw socket is its protocol (inet_create in net/ipv4/af_inet.c and net/ipv6/af_inet6.c). */
function firstName(call: ReturnedCall): string {
    const protocol = call.int("protocol");
    const host = { AF_INET: "0.0.0.0", AF_INET6: "[::]" }[familyName(call.int("domain"))];
    return typeName(call.int("type")) === "SOCK_RAW" && host !== undefined && protocol !== 0 ? `${host}:${protocol}` : "";
}

function makeSocket(call: ReturnedCall): void {
    const facts = call.facts("object");
    if (facts?.kind !== "socket") {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const newObject = newSocket(call, facts);
    call.tell({ kind: "socketCreated", object: newObject.id, newObject, ...call.newEnd(call.result, facts.flags) });
}

function makeSocketPair(call: ReturnedCall): void {
    const ends = call.structure("ends", 8);
    const [oneFacts, otherFacts] = [call.facts("oneEnd"), call.facts("otherEnd")];
    if (ends === undefined || oneFacts === undefined || otherFacts === undefined) return;
    const [one, other] = [ends.getInt32(0, true), ends.getInt32(4, true)];
    call.settleClose(one);
    call.settleClose(other);
    const [first, second] = [newSocket(call, oneFacts), newSocket(call, otherFacts)];
    const joined = { stage: "connected", peerPid: call.process.pid } as const;
    call.tell({
        kind: "socketPairCreated",
        object: first.id,
        newObject: { ...first, ...joined, peer: second.id },
        newPeer: { ...second, ...joined, peer: first.id },
        oneEnd: call.newEnd(one, oneFacts.flags),
        otherEnd: call.newEnd(other, otherFacts.flags),
    });
}

function bindSocket(call: ReturnedCall): void {
    const object = call.used(call.int("fd"))?.object;
    if (object?.kind !== "socket") {
        call.tellReturned();
        return;
    }
    const local = namesOf(call)?.local ?? null;
    const path = local === null ? null : givenBy(call.process.directory, local).path;
    call.tell({ kind: "socketBound", object: object.id, local, peer: object.peer, ...(path !== null && { path }) });
}

function listenAt(call: ReturnedCall): void {
    const object = call.used(call.int("fd"))?.object;
    if (object?.kind !== "socket") call.tellReturned();
    else call.tell({ kind: "socketListening", object: object.id, backlog: call.int("backlog"), local: namesOf(call)?.local ?? null });
}

/** Of a write that waits for room, some bytes may have been received already. */
const socketTransfers: Transfers<Socket> = { takesOffers: true };

const waitForAll = 0x100; // MSG_WAITALL
/** UIO_MAXIOV: more are not sent (sendmmsg(2)). */
const mostMessages = 1024;

const socketAwaited = {
    connection(call: EnteredCall): Awaited {
        const object = call.descriptor("fd")?.object;
        const name = givenName(call);
        if (object?.kind !== "socket" || name === undefined) return call.awaitsAt("fd", { what: "connection" });
        const listener = listenerAt(call.interpretation.state, object, givenBy(call.task.process.directory, name));
        return call.awaitsAt("fd", { what: "connection", to: listener?.id ?? null });
    },
    receiving(call: EnteredCall): Awaited {
        const isWhole = (call.unsigned("flags") & waitForAll) !== 0;
        return call.awaitsAt("fd", { what: "input", ...(isWhole && { whole: true }) });
    },
    sending(call: EnteredCall): Awaited {
        const open = call.descriptor("fd");
        const capture = call.capture("data");
        if (call.has("messages")) return sendingMessages(call, open?.object);
        const length = call.has("count") ? call.size("count") : (capture?.fullLength ?? 0);
        if (open?.object.kind !== "socket") return call.awaitsAt("fd", { what: "room", length });
        const name = givenName(call);
        const isNamed = name !== undefined && name !== "" && isConnectionOriented(open.object) === false;
        const to = isNamed ? { to: receiverOf(call, open.object, name)?.id ?? null } : {};
        const awaited = call.awaitsAt("fd", { what: "room", length, ...to });
        return { ...awaited, offered: length, ...(capture !== undefined && { data: capture.bytes }) };
    },
};

/** Of sendmmsg(2) into a stream, which has no borders between messages, all of them are one offer; else each is one. */
function sendingMessages(call: EnteredCall, object: KernelObject | undefined): Awaited {
    const messages = vectorMessages(call.capture("given"));
    const length = messages.reduce((sum, { fullLength }) => sum + fullLength, 0);
    const awaited = call.awaitsAt("fd", { what: "room", length });
    const isWhole = messages.length === Math.min(call.unsigned("count"), mostMessages);
    if (object?.kind !== "socket" || isStream(object) === null || !isWhole) return awaited;
    if (isStream(object) === false) {
        const offers = messages.map(({ name, bytes, fullLength }) => {
            const address = name.length === 0 ? undefined : addressOf(name)?.name;
            return { length: fullLength, data: bytes, to: receiverOf(call, object, address)?.id ?? null };
        });
        return { ...awaited, messages: offers };
    }
    const cut = messages.findIndex(({ bytes, fullLength }) => bytes.length < fullLength);
    const known = cut < 0 ? messages : messages.slice(0, cut + 1);
    return { ...awaited, offered: length, data: Uint8Array.from(known.flatMap(({ bytes }) => [...bytes])) };
}

export const socket = {
    meanings: {
        makeSocket,
        makeSocketPair,
        bindSocket,
        listenAt,
        connectSocket,
        acceptConnection,
        shutDownSocket,
        askSocket,
        setSocketOption,
        sendBytes: tellMessagesSent,
        receiveBytes: tellMessagesReceived,
    },
    failures: { connectSocket: connectFailed, sendBytes: sendFailed, sendMessages: sendFailed },
    awaited: socketAwaited,
    transfers: { socket: socketTransfers },
} satisfies Mechanism;
