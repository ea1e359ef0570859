/** TCP: which ends of the connection are over, by its state (include/net/tcp_states.h). */
import { isStream, type Socket } from "../../model/kinds/socket/state";
import type { Judged } from "../judge";
import type { SocketReading } from "./reading";

const [finWait1, finWait2, timeWait, close, closeWait, lastAck, closing] = [4, 5, 6, 7, 8, 9, 11];
const sent: ReadonlySet<number> = new Set([finWait1, finWait2, timeWait, lastAck, closing]);
const received: ReadonlySet<number> = new Set([timeWait, closeWait, lastAck, closing]);

/** A connection that is over or was reset has the state of a socket that never had one. */
export function compareTcp(socket: Socket, { tcp, input }: SocketReading, { place }: Judged<Socket>): void {
    const { stage, reset, peer, shutWrite, peerShutWrite, peerClosed, accounted } = socket;
    if (tcp === null || stage !== "connected" || isStream(socket) !== true || socket.inherited || reset || tcp.state === close) return;
    place.compare("it has sent its end", shutWrite, sent.has(tcp.state));
    const isOver = peerShutWrite || peerClosed;
    // The end comes behind all that was sent.
    const isOnItsWay = isOver && accounted !== input;
    place.compare("the other end has sent its end", peer === null || isOnItsWay ? null : isOver, received.has(tcp.state));
}
