/** Sockets: nothing received that was not sent, all in the order in which it was sent, no end while the other side can send. */
import type { Wait } from "../model/awaits";
import type { Event } from "../model/event";
import { isConnectionOriented, type Arrived, type Socket } from "../model/kinds/socket/state";
import { availableTo } from "../model/kinds/socket/traffic";
import { lengthOf } from "../model/kinds/pipe/segments";
import type { Look } from "../model/look";
import { lookAt } from "../model/lookAt";
import type { TakenBytes } from "../model/owners/transfer";
import type { State } from "../model/state";
import type { KindRules, Moment } from "./kindRule";

function checkEvent(event: Event, socket: Socket, { before }: Moment): readonly string[] {
    if (event.kind !== "dataReceived" || socket.accounted === null) return [];
    if (event.endOfFile === true) {
        const isOver = socket.peerClosed || socket.peerShutWrite || socket.shutRead || socket.peer === null;
        return isOver ? [] : [`${event.call ?? "a receive"} finds the end of ${socket.id} while ${socket.peer} can send to it`];
    }
    // To a socket with a name anybody may send who knows it.
    if (isConnectionOriented(socket) !== true) return [];
    const peer = socket.peer === null ? undefined : before.objects.get(socket.peer);
    const pieces = availableTo(socket, peer?.kind === "socket" ? [peer] : []);
    const strange = event.segments.filter(({ write, length }) => length > 0 && !pieces.some((piece) => piece.write === write));
    if (strange.length > 0 && peer?.kind === "socket" && sendsUntold(peer, before)) return [];
    if (strange.length > 0) return [`${event.length} bytes were received from ${socket.id} that nobody sent`];
    return event.outOfBand === true || isInOrder(event.segments, pieces) ? [] : [`${outOfOrder} ${socket.id}`];
}

/** What a call sends whose bytes come from elsewhere (splice(2)), or of which not all were captured, is told when it has returned. */
function sendsUntold(sender: Socket, state: State): boolean {
    const told = new Set(sender.sending.map(({ tid }) => tid));
    return lookAt(state)
        .waiting(sender.id)
        .some(({ tid, awaits }) => awaits.what === "room" && !told.has(tid));
}

const outOfOrder = "what was sent later was received before what was sent earlier, from";

/** A connection keeps the order; only sends that went on at the same time, and the out-of-band byte, may be passed over. */
function isInOrder(taken: readonly TakenBytes[], pieces: readonly Arrived[]): boolean {
    const left = [...pieces];
    return taken.every(({ write, length }) => {
        if (length === 0) return true;
        const index = left.findIndex((piece) => piece.write === write && piece.length > 0);
        const piece = left[index];
        if (piece === undefined) return false;
        const passed = left.slice(0, index);
        if (length < piece.length) left[index] = { ...piece, length: piece.length - length };
        else left.splice(index, 1);
        return passed.every(({ concurrent, urgent }) => concurrent || urgent === true);
    });
}

function checkObject(socket: Socket, _look: Look, { objects }: State): readonly string[] {
    const faults: string[] = [];
    const { id, accounted, incoming, peer, waiting, waitsAt } = socket;
    const known = lengthOf(incoming);
    if (accounted !== null && accounted !== known) faults.push(`${id} has ${accounted} bytes, of which ${known} have a sender`);
    const other = peer === null ? undefined : objects.get(peer);
    if (other?.kind === "socket" && isConnectionOriented(socket) === true && other.peer !== id) {
        faults.push(`${id} is connected to ${peer}, which is connected to ${other.peer ?? "nobody"}`);
    }
    for (const each of waiting) {
        const queued = objects.get(each);
        if (queued?.kind !== "socket" || queued.waitsAt !== id) faults.push(`${each} does not wait in the queue of ${id}`);
    }
    if (waitsAt !== null && !objects.has(waitsAt)) faults.push(`${id} waits in the queue of ${waitsAt}, which is gone`);
    return faults;
}

/** Bytes of TCP may still be on their way, but not for so long. */
function ready(socket: Socket, { awaits }: Wait): string | null {
    const { id, incoming, waiting, peerClosed, peerShutWrite, shutRead } = socket;
    if (awaits.what === "newConnection") return waiting.length > 0 ? `${waiting.length} connections are in the queue of ${id}` : null;
    if (awaits.what !== "input") return null;
    if (awaits.whole !== true && incoming.some(({ urgent, uncertain }) => urgent !== true && uncertain !== true)) {
        return `something was sent to ${id}`;
    }
    return isConnectionOriented(socket) === true && (peerClosed || peerShutWrite || shutRead) ? `no more will come to ${id}` : null;
}

export const socketRules: KindRules<Socket> = { event: checkEvent, ready, object: checkObject };
