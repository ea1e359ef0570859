/** Calls that have failed at a socket. */
import type { CallReturned } from "../../owners/call";
import type { MutableSocket } from "./state";
import { dropSending } from "./traffic";

export function callFailed(socket: MutableSocket, { call, tid, error }: CallReturned): void {
    dropSending(socket, tid);
    // A connection that was refused has had a name nevertheless, and whether it keeps that is another matter.
    if (call === "connect" && error !== undefined && socket.local === "" && socket.family !== "AF_UNIX") socket.local = null;
    if (call === "connect" && error !== undefined && socket.stage === "connecting") {
        socket.stage = socket.local === "" ? "created" : "bound";
    }
}
