/** Calls that have failed at a socket. */
import type { CallReturned } from "../../owners/call";
import { disconnect } from "./connections";
import { isConnectionOriented, type MutableSocket } from "./state";
import { dropSending, dropUncertain, loseName } from "./traffic";

const sending: ReadonlySet<string> = new Set(["sendto", "sendmsg", "sendmmsg", "write", "writev", "splice", "sendfile"]);

const receiving: ReadonlySet<string> = new Set(["recvfrom", "recvmsg", "recvmmsg", "read", "readv"]);

export function callFailed(socket: MutableSocket, { call, tid, error, elsewhere }: CallReturned): void {
    dropSending(socket, tid);
    if (error === undefined) return;
    if (call === "connect") connectFailed(socket);
    if (error === "EAGAIN" && receiving.has(call)) dropUncertain(socket);
    if (!sending.has(call)) return;
    // The kernel gives a name before it looks at anything else (inet_send_prepare in net/ipv4/af_inet.c).
    loseName(socket);
    // That nobody is found by a name leaves the socket connected (unix_dgram_sendmsg in net/unix/af_unix.c).
    const isOfOtherEnd = socket.family === "AF_UNIX" && isConnectionOriented(socket) === false && elsewhere !== true;
    if (error === "ECONNREFUSED" && isOfOtherEnd) disconnect(socket);
}

/** A connection that was refused has had a name nevertheless, and whether it keeps that is another matter. */
function connectFailed(socket: MutableSocket): void {
    if (socket.stage === "connecting") socket.stage = socket.local === "" || socket.local === null ? "created" : "bound";
    if (socket.local === "" && socket.family !== "AF_UNIX") socket.local = null;
}
