/** Sockets (socket(7)): what one is, who is at its other end, and what is on its way in either direction; of a listening one its queue. */
import { awaitedCall } from "../../../tracer/model/kinds/socket/remoteCalls";
import { shutTexts } from "../../../tracer/model/kinds/socket/sentences";
import { isConnectionOriented, isStream, sendsToKernel, typeText, type Socket } from "../../../tracer/model/kinds/socket/state";
import type { ObjectId } from "../../../tracer/model/identities";
import type { State } from "../../../tracer/model/state";
import { simpleShape, type Mark, type ObjectCardBase, type Shape } from "../../card/card";
import type { ChannelFace, Lane } from "../../card/channelFace";
import { counted } from "../../card/numberText";
import { processColor } from "../../card/processColor";
import { sourceLink } from "../../card/sourceLink";
import { visibleText } from "../../card/visibleText";
import type { Holders } from "../holders";
import type { CardKind, Moment } from "../kind";
import { optionWords } from "./optionWords";
import { incomingOf, outgoingOf, type Way } from "./way";

/** A connection that nobody has accepted. */
export interface Waiter {
    readonly socket: ObjectId;
    /** "socket4 (p2 fd 4)" */
    readonly client: string;
    readonly color: number | null;
}

export interface SocketCard extends ObjectCardBase {
    readonly kind: "socket";
    /** "UNIX stream socket" */
    readonly type: string;
    /** "connected to socket2 (p2 fd 4)", "listening at /tmp/s" */
    readonly state: string;
    readonly listening: boolean;
    /** What comes for it, and what went out of it and was not received; null: it has no such direction. */
    readonly incoming: Way | null;
    readonly outgoing: Way | null;
    readonly queue: readonly Waiter[];
    readonly backlog: number | null;
    /** "p2 waits for a client" */
    readonly waits: string | null;
    /** "127.0.0.1:4000 → 127.0.0.1:80" */
    readonly names: string | null;
    /** Somebody has a descriptor of it: not while it waits in a queue. */
    readonly held: boolean;
    /** What the options mean that were set: "sends small pieces at once". */
    readonly options: string | null;
    /** Those by their names: "TCP_NODELAY on". */
    readonly optionNames: string | null;
    readonly unused: boolean;
    /** The listening socket in whose queue its other end waits to be accepted. */
    readonly queuedAt: ObjectId | null;
}

/** Where the edges reach the card, and where its two tubes lie, from its top. */
export const socketAxis = 82;
export const tubeAxes = { incoming: 66, outgoing: 98 };
const port = { down: socketAxis, leadsOn: true };
const ports = { in: port, out: port };
const shape: Shape = {
    full: { height: 150, ports: { left: ports, right: ports } },
    tight: { height: 122, ports: { left: ports, right: ports } },
    small: simpleShape(48).small,
};

export const socket: CardKind<Socket, SocketCard> = {
    card: cardOf,
    label: (_, id) => id,
    use: (_, { object, wait }) => ({ label: object, note: wait === null ? null : "waits", flow: "quiet" }),
    flow: (object, access) => (isUnused(object) ? "quiet" : access === "read-write" ? "both" : access),
    lines: (card) => [
        `${card.id} ${card.type} · ${card.state}${card.options === null ? "" : ` · ${card.options}`}`,
        ...wayLines("in", card.incoming),
        ...wayLines("out", card.outgoing),
        ...card.queue.map(({ socket: id, client }) => `    ${id} waits in the queue: ${client}`),
        ...(card.waits === null ? [] : [`    ${card.waits}`]),
    ],
    channel: faceOf,
    passing: false,
    counted: "socket",
};

function wayLines(name: string, way: Way | null): readonly string[] {
    if (way === null) return [];
    const runs = way.runs.map(({ text, bytes, process }) => `        ${text ?? counted(bytes, "byte")} of ${process ?? "somebody"}`);
    return [`    ${name}: ${way.amount}${way.over === null ? "" : ` (${way.over})`}`, ...runs];
}

function isUnused(object: Socket): boolean {
    return object.inherited && object.sent + object.received === 0;
}

function cardOf(object: Socket, { state, before, holders }: Moment): SocketCard {
    const connected = object.stage === "connected" && isConnectionOriented(object) === true;
    const listening = object.stage === "listening";
    const peer = socketIn(state, object.peer);
    const isOutside = connected && peer === undefined && !object.peerClosed && !isUnused(object);
    return {
        kind: "socket",
        id: object.id,
        title: object.id,
        path: object.local === null || object.local === "" ? null : visibleText(object.local),
        removed: false,
        shape,
        room: object.stage === null ? "tight" : "full",
        channel: true,
        landmark: listening,
        peer: object.stage === "connected" && peer?.stage === "connected" && peer.peer === object.id ? peer.id : null,
        showsAlone: listening || isOutside || (peer !== undefined && peer.waitsAt !== null),
        outside: isOutside,
        queuedAt: peer?.waitsAt ?? null,
        link: sourceLink(object.createdAt),
        type: typeText(object),
        state: stateText(object, holders),
        listening,
        incoming: listening ? null : incomingOf(object, peer),
        outgoing: connected || peer !== undefined ? outgoingOf(object, peer) : null,
        queue: object.waiting.map((id) => waiterOf(state, id, holders)),
        backlog: object.backlog,
        waits: waitsText(object, holders.get(object.id)),
        options: listed(object, optionWords),
        optionNames: listed(object, (name, value) => `${name} ${value}`),
        names: namesText(object),
        held: object.descriptions > 0,
        unused: isUnused(object),
        mark: markOf(object, before),
    };
}

function listed({ options }: Socket, text: (name: string, value: string) => string): string | null {
    return options.size === 0 ? null : [...options].map(([name, value]) => text(name, value)).join(", ");
}

function socketIn(state: State, id: ObjectId | null): Socket | undefined {
    const object = id === null ? undefined : state.objects.get(id);
    return object?.kind === "socket" ? object : undefined;
}

/** "socket2 (p2 fd 4)" */
function named(id: ObjectId, holders: Moment["holders"]): string {
    const [first, ...more] = holders.get(id)?.read ?? [];
    if (first === undefined) return id;
    return `${id} (${first.replace(" (waits)", "")}${more.length === 0 ? "" : ` and ${more.length} more`})`;
}

function stateText(object: Socket, holders: Moment["holders"]): string {
    const { stage, local, remote, peer, peerClosed, reset, waitsAt } = object;
    const at = local === null || local === "" ? "" : ` at ${shortName(local)}`;
    if (sendsToKernel(object)) return "sends to the kernel";
    switch (stage) {
        case null:
            return "state unknown";
        case "created":
            return "no name, no other end";
        case "bound":
            return `bound${at.replace(" at ", " to ")}`;
        case "listening":
            return `listening${at}`;
        case "connecting":
            return `connecting to ${shortName(remote ?? "?")}`;
        case "connected": {
            if (waitsAt !== null) return `waits in the queue of ${waitsAt}`;
            const to = remote === null || remote === "" ? null : shortName(remote);
            if (peer === null) return `other end not seen in this recording${to === null ? "" : ` (${to})`}`;
            if (peerClosed) return `the other end, ${peer}, is ${reset ? "closed, not all was read" : "closed"}`;
            return `${isConnectionOriented(object) === false ? "sends to" : "connected to"} ${named(peer, holders)}`;
        }
    }
}

/** The end of a path says most. */
function shortName(name: string): string {
    const longest = 26;
    const text = visibleText(name);
    return text.length > longest && text.includes("/") ? `…/${text.split("/").at(-1) ?? ""}` : text;
}

function namesText({ stage, local, remote }: Socket): string | null {
    if (stage !== "connected") return null;
    const [own, other] = [local, remote].map((name) => (name === null || name === "" ? null : shortName(name)));
    if (own === undefined || own === null) return other === undefined || other === null ? null : `to ${other}`;
    return other === undefined || other === null ? own : `${own} → ${other}`;
}

function waiterOf(state: State, id: ObjectId, holders: Moment["holders"]): Waiter {
    const peer = socketIn(state, id)?.peer ?? null;
    const process = socketIn(state, peer)?.createdBy ?? null;
    return {
        socket: id,
        client: peer === null ? "somebody" : named(peer, holders),
        color: process === null ? null : processColor(process),
    };
}

const waitWords: Readonly<Record<string, string>> = {
    input: "to receive",
    room: "for room",
    newConnection: "for a client",
    connection: "to be connected",
};

function waitsText(object: Socket, holders: Holders | undefined): string | null {
    const [first, ...more] = holders?.waits ?? [];
    if (first === undefined) return null;
    if (more.length > 0) return `${more.length + 1} calls wait`;
    const call = first.awaits.what === "input" ? awaitedCall(object) : undefined;
    if (call !== undefined) return `${first.process} waits for the reply to call ${call.transaction}`;
    return `${first.process} waits ${waitWords[first.awaits.what] ?? "for it"}`;
}

function markOf(object: Socket, before: State | null): Mark {
    if (before === null) return null;
    const previous = before.objects.get(object.id);
    if (previous?.kind !== "socket") return object.inherited ? null : "new";
    if (object.stage !== previous.stage) return object.stage;
    if (object.peerClosed !== previous.peerClosed) return "other end closed";
    if (shutTexts(object).length > shutTexts(previous).length) return "shut down";
    const [out, into] = [object.sent - previous.sent, object.received - previous.received];
    const unit = isStream(object) === true ? "byte" : "message";
    if (out > 0 && into > 0) return `${out} sent, ${into} received`;
    if (out > 0) return `${counted(out, unit)} sent`;
    if (into > 0) return `${counted(into, unit)} received`;
    return object.waiting.length > previous.waiting.length ? "a client more" : null;
}

function faceOf(card: SocketCard): ChannelFace {
    const { incoming, outgoing, state, type, id } = card;
    const isEmpty = [incoming, outgoing].every((way) => way === null || way.amount === "empty");
    const remark = remarkOf(card);
    return {
        name: id,
        amount: remark !== null ? "" : isEmpty ? "empty" : outgoing === null ? (incoming?.amount ?? "") : "",
        remark,
        level: null,
        ...laneOf(incoming),
        ...(outgoing === null ? {} : { away: laneOf(outgoing) }),
        spoken: `${type} ${id}, ${state}`,
    };
}

function remarkOf({ listening, queue, outside, queuedAt }: SocketCard): string | null {
    if (listening) return `listens, ${counted(queue.length, "client")}`;
    if (queuedAt !== null) return `waits at ${queuedAt}`;
    return outside === true ? "other end unknown" : null;
}

function laneOf(way: Way | null): Lane {
    const pieces = (way?.runs ?? []).map(({ color, text, bytes, process }) => ({
        color,
        text: text ?? counted(bytes, "byte"),
        title: `${counted(bytes, "byte")} of ${process ?? "somebody"}`,
    }));
    return { pieces, more: way?.moreRuns ?? 0 };
}
