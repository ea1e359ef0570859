/** How sockets are told: states, waits and errors. */
import type { Wait } from "../../awaits";
import { escapeBytes } from "../../bytes";
import type { Look } from "../../look";
import { count, firstOf } from "../../words";
import { repeatedTexts, unansweredTexts } from "./remoteCalls";
import { isConnectionOriented, isStream, sendsToKernel, typeText, type Socket } from "./state";

/** "socket3 (the other end of it)" is its number alone; of one that is gone too. */
export function stageText(socket: Socket): string {
    const { stage, backlog, waiting, waitsAt, peer, peerClosed, reset } = socket;
    if (sendsToKernel(socket)) return "sends to the kernel";
    switch (stage) {
        case null:
            return "state unknown";
        case "created":
            return "not connected";
        case "bound":
            return "bound";
        case "listening":
            return `listening, ${count(waiting.length, "connection")} in its queue${backlog === null ? "" : ` (backlog ${backlog})`}`;
        case "connecting":
            return "connecting";
        case "connected": {
            if (waitsAt !== null) return `waits in the queue of ${waitsAt}`;
            const other = peer ?? "a socket that is not known";
            if (isConnectionOriented(socket) === false) return `sends to ${other}`;
            return `connected to ${other}${peerClosed ? (reset ? ", which was closed without reading all" : ", which is closed") : ""}`;
        }
    }
}

/** "shut down for writing", "the other end is shut down for writing". */
export function shutTexts({ shutRead, shutWrite, peerShutRead, peerShutWrite, peerClosed }: Socket): readonly string[] {
    const own = waysText(shutRead, shutWrite);
    const other = peerClosed ? null : waysText(peerShutRead, peerShutWrite);
    return [...(own === null ? [] : [`shut down for ${own}`]), ...(other === null ? [] : [`the other end is shut down for ${other}`])];
}

function waysText(read: boolean, write: boolean): string | null {
    if (read && write) return "both ways";
    return read ? "reading" : write ? "writing" : null;
}

/** Why a read finds the end; null: it does not, as far as is known. */
export function whyEnd({ peerClosed, peerShutWrite, shutRead, peer }: Socket): string | null {
    const other = peer ?? "the other end";
    if (peerClosed) return `The other end, ${other}, is closed: no more will come.`;
    if (peerShutWrite) return `${peer ?? "The other end"} was shut down for writing: no more will come.`;
    return shutRead ? "It was shut down for reading." : null;
}

export function fillText(socket: Socket): string | null {
    const { accounted, incoming, id } = socket;
    if (accounted === null) return null;
    if (incoming.length === 0) return null;
    const what = isStream(socket) === true ? count(accounted, "byte") : count(incoming.length, "message");
    return `${what} sent to ${id} ${what.startsWith("1 ") ? "has" : "have"} not been received.`;
}

export function awaited(socket: Socket, wait: Wait, look: Look): string | null {
    const { id, local, remote, accounted, incoming, waiting, stage, peer, peerClosed, peerShutWrite, shutRead } = socket;
    switch (wait.awaits.what) {
        case "input": {
            if (accounted === null) return null;
            if (incoming.length > 0 && wait.awaits.whole === true) return "not all that was asked for has come (MSG_WAITALL)";
            if (incoming.length > 0) return fillText(socket)?.slice(0, -1) ?? null;
            if (peerClosed || peerShutWrite || shutRead) return `the end has come: ${whyEnd(socket)?.slice(0, -1) ?? ""}`;
            if (stage !== "connected" || isConnectionOriented(socket) !== true) {
                return [`nothing has been sent to ${placeOf(socket)}`, ...unansweredTexts(socket).slice(-1)].join("; ");
            }
            return [`nothing has come from ${senderText(socket, look)}`, ...unansweredTexts(socket).slice(-1)].join("; ");
        }
        case "room":
            return hasRoom(socket, wait.awaits.length, look) ? null : roomText(socket, look);
        case "newConnection":
            return waiting.length === 0
                ? `no client is waiting in the queue of ${id}${local === null || local === "" ? "" : ` (${local})`}`
                : `${count(waiting.length, "connection")} in the queue of ${id}`;
        case "connection":
            return `${id} is not connected to ${remote === null || remote === "" ? (peer ?? "its other end") : remote} yet`;
        default:
            return null;
    }
}

function placeOf({ id, local }: Socket): string {
    return local === null || local === "" ? id : `${id} (${local})`;
}

/** "socket2 (p1's descriptor 4)". */
function senderText({ peer }: Socket, look: Look): string {
    if (peer === null) return "its other end, which is not known";
    const holders = look.holders(peer, "write");
    if (holders.length === 0) return peer;
    return `${peer} (${firstOf(holders.map(({ process, fd }) => `${process}'s descriptor ${fd}`))})`;
}

/** Bytes of a stream that fit into any empty socket: half of the smallest SO_SNDBUF, less what a packet needs (unix_stream_sendmsg). */
const fitsAnyway = 2048;

/** Nothing waits at the other end, so its send is about to return; false: it may have to wait. */
function hasRoom(socket: Socket, length: number, look: Look): boolean {
    const peer = look.alike(socket).find(({ id }) => id === socket.peer);
    if (peer === undefined || peer.accounted === null || peer.incoming.length > 0) return false;
    if (new Set(socket.sending.map(({ tid }) => tid)).size > 1) return false;
    return isStream(socket) === true ? length <= fitsAnyway : isConnectionOriented(socket) === true;
}

function roomText({ peer, id }: Socket, look: Look): string {
    if (peer === null) return `not all sent through ${id} yet: what was sent before has not been received`;
    const holders = look.holders(peer, "read");
    const reader = holders.length === 0 ? "" : `, which ${firstOf([...new Set(holders.map(({ process }) => process))], "or")} could read,`;
    return `no room: what was sent to ${peer}${reader} has not been received`;
}

export function failed(socket: Socket, error: string): string | null {
    switch (error) {
        case "EPIPE":
            if (socket.shutWrite) return "It was shut down for writing.";
            return socket.peerClosed ? "Its other end is closed." : "It is shut down for writing, or its other side is closed.";
        case "ECONNRESET":
            return "The other end was closed although it had not received all that was sent to it.";
        case "ECONNREFUSED":
            return "Nobody listens, or receives, at that name.";
        case "ENOTCONN":
            return "It has no other end.";
        case "EADDRINUSE":
            return "Another socket has that name, or had it a short while ago (SO_REUSEADDR), or the file is there already.";
        case "EISCONN":
            return "It has another end already.";
        case "ETIMEDOUT":
            return "Nobody at the other end has answered in time.";
        case "EAGAIN":
            return timeoutText(socket);
        case "EINPROGRESS":
            return "The connection is being made; the program does not wait for it.";
        default:
            return null;
    }
}

/** The program may not have wanted to wait at all. */
function timeoutText({ options }: Socket): string | null {
    const [receiving, sending] = ["SO_RCVTIMEO", "SO_SNDTIMEO"].map((name) => options.get(name));
    const time = receiving ?? sending;
    return time === undefined || time === "off"
        ? null
        : `It waits for at most ${time} (${receiving === undefined ? "SO_SNDTIMEO" : "SO_RCVTIMEO"}).`;
}

export function json(socket: Socket, look: Look): Readonly<Record<string, unknown>> {
    const { family, type, protocol, stage, local, remote, peer, peerPid, backlog, waiting, waitsAt } = socket;
    const { shutRead, shutWrite, peerShutRead, peerShutWrite, peerClosed, reset, accounted, incoming, options, sent, received } = socket;
    return {
        family,
        type,
        protocol,
        state: stage,
        local,
        remote,
        peer,
        peerPid,
        backlog,
        queue: waiting,
        waitsAt,
        shutdown: { read: shutRead, write: shutWrite, peerRead: peerShutRead, peerWrite: peerShutWrite, peerClosed, reset },
        bytes: accounted,
        incoming: incoming.map(({ length, data, process, from, concurrent, urgent, uncertain }) => ({
            from,
            process,
            length,
            preview: data === null ? null : escapeBytes(data.subarray(0, 64)),
            ...(concurrent && { concurrent }),
            ...(urgent === true && { urgent }),
            ...(uncertain === true && { uncertain }),
        })),
        sent,
        received,
        calls: socket.calls,
        options: Object.fromEntries(options),
        waiters: look.waiting(socket.id).map(({ process, tid, call }) => ({ process, tid, call })),
    };
}

/** The lines of `state`. */
export function lines(socket: Socket, look: Look): readonly string[] {
    const { id, local, remote, incoming, accounted, options } = socket;
    const names = [...(local === null || local === "" ? [] : [local]), ...(remote === null || remote === "" ? [] : [`to ${remote}`])];
    const set = [...options].map(([name, value]) => `${name} ${value}`);
    return [
        `${id}  ${typeText(socket)}${names.length === 0 ? "" : `  ${names.join(" ")}`}  (${[stageText(socket), ...shutTexts(socket)].join("; ")})`,
        ...(set.length === 0 ? [] : [`      ${set.join(", ")}`]),
        ...(accounted === null ? ["      what was sent to it is not known"] : []),
        ...incoming.map(({ length, data, process, from, concurrent, urgent, uncertain }) => {
            const shown = data === null ? "" : ` “${escapeBytes(data.subarray(0, 48))}${data.length > 48 ? "…" : ""}”`;
            const sender = process === null ? "" : `  from ${process}`;
            const through = isStream(socket) === true || from === null ? "" : ` through ${from}`;
            const marks = [
                concurrent && "order unknown",
                urgent && "out of band",
                uncertain && "may have been thrown away: the queue was full",
            ];
            const remarks = marks.filter((mark) => typeof mark === "string");
            return `      ${count(length, "byte")}${shown}${sender}${through}${remarks.length === 0 ? "" : `  (${remarks.join("; ")})`}`;
        }),
        ...[...unansweredTexts(socket), ...repeatedTexts(socket)].map((text) => `      ${text}`),
        ...look.waiting(id).map((wait) => `      ${wait.process} in ${wait.call}: ${awaited(socket, wait, look) ?? "waits"}`),
    ];
}
