/** UNIX sockets: who is at the other end, who stands in the queue, and what is shut down, by sock_diag(7). */
import { isConnectionOriented, type Socket } from "../../model/kinds/socket/state";
import type { State } from "../../model/state";
import type { Judged } from "../judge";
import { longestQueueOf } from "./reading";
import { readUnixSockets } from "./unixDiagnosis";

export function compareUnix(socket: Socket, { snapshot, state, place }: Judged<Socket>): void {
    if (socket.family !== "AF_UNIX" || socket.inode === null) return;
    const kernel = readUnixSockets(snapshot)?.get(socket.inode);
    // It may belong to another network namespace than the engine's.
    if (kernel === undefined) return;
    place.compare("the socket at its other end", otherEnd(socket, state), kernel.peer ?? "none");
    const shutdown = shutdownOf(socket);
    place.compare("it can receive", shutdown.receive, !kernel.cannotReceive);
    place.compare("it can send", shutdown.send, !kernel.cannotSend);
    if (socket.stage !== "listening" || kernel.waiting === null) return;
    const longest = longestQueueOf(snapshot);
    place.compare("the clients in its queue", clients(socket, state), kernel.waiting.join(" "));
    if (longest !== null && socket.backlog !== null && kernel.most !== null) {
        place.compare("backlog", Math.min(socket.backlog >>> 0, longest), kernel.most);
    }
}

/** An inode: 0 of one that is closed, or that nobody has accepted; null: unknown. */
function otherEnd(socket: Socket, { objects }: State): number | "none" | null {
    const { stage, peer, peerClosed, peerCollected } = socket;
    if (stage === null || peerCollected) return null;
    if (stage !== "connected") return "none";
    if (peerClosed) return 0;
    const other = peer === null ? undefined : objects.get(peer);
    if (other?.kind !== "socket") return null;
    if (other.waitsAt !== null) return 0;
    return other.inode === null ? null : Number(other.inode);
}

/** unix_shutdown and unix_release_sock in net/unix/af_unix.c; null: of before the trace nothing is known. */
function shutdownOf(socket: Socket): { readonly receive: boolean | null; readonly send: boolean | null } {
    const { shutRead, shutWrite, peerShutRead, peerShutWrite, peerClosed, peerCollected, inherited } = socket;
    const isConnection = isConnectionOriented(socket) === true;
    if (isConnection && peerCollected) return { receive: null, send: null };
    const cannotReceive = shutRead || (isConnection && (peerShutWrite || peerClosed));
    const cannotSend = shutWrite || (isConnection && (peerShutRead || peerClosed));
    const known = !inherited && !(isConnection && socket.stage === "connected" && socket.peer === null);
    return { receive: cannotReceive ? false : known ? true : null, send: cannotSend ? false : known ? true : null };
}

/** The inodes of those who have connected, in order; null: not all are known. */
function clients({ waiting }: Socket, { objects }: State): string | null {
    const inodes = waiting.map((id) => {
        const queued = objects.get(id);
        if (queued?.kind !== "socket" || queued.peer === null) return null;
        if (queued.peerClosed) return "0";
        return objects.get(queued.peer)?.inode ?? null;
    });
    return inodes.includes(null) ? null : inodes.join(" ");
}
