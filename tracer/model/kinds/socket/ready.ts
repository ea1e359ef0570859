/** Why a socket is ready (poll(2), unix_poll in net/unix/af_unix.c, tcp_poll in net/ipv4/tcp.c). */
import type { ReadyFor } from "../../readiness";
import { count } from "../../words";
import type { Socket } from "./state";

/** Why one can write is not said: how much room there is depends on memory that the kernel alone counts. */
export function whyReady(socket: Socket, what: ReadyFor): string | null {
    switch (what) {
        case "IN":
            return whyReadable(socket);
        case "HUP":
            return socket.peerClosed ? "its other end is closed" : null;
        case "RDHUP":
            return socket.peerClosed || socket.peerShutWrite ? "the other end sends no more" : null;
        default:
            return null;
    }
}

function whyReadable({ stage, waiting, accounted, incoming, peerClosed, peerShutWrite, shutRead, type }: Socket): string | null {
    if (stage === "listening") return waiting.length === 0 ? null : `${count(waiting.length, "connection")} in its queue`;
    if (incoming.length > 0 && type !== "SOCK_STREAM") return `${count(incoming.length, "message")} can be received`;
    if (accounted !== null && accounted > 0) return `${count(accounted, "byte")} can be received`;
    if (shutRead) return "it was shut down for reading";
    return accounted === 0 && (peerClosed || peerShutWrite) ? "the other end sends no more: a read finds the end" : null;
}
