/** The kernel has said that the other end will send no more, before the call that made it so was seen to return. */
import type { Socket } from "../../model/kinds/socket/state";
import { DecodedCall } from "../../syscalls/decodedCall";
import type { ReturnedCall } from "../returnedCall";
import { originOf } from "../interpretation";
import { shutdownFact } from "./shutdown";
import { socketAt } from "./naming";

export function settleEnd(call: ReturnedCall, id: string): void {
    const { interpretation } = call;
    const socket = (): Socket | undefined => socketAt(interpretation.state, id);
    const isSettled = (each: Socket | undefined): boolean =>
        each === undefined || each.peerClosed || each.peerShutWrite || each.shutRead || each.peer === null;
    if (isSettled(socket())) return;
    settleShutdown(call, [id, socket()?.peer ?? id]);
    const peer = socket()?.peer ?? null;
    if (!isSettled(socket()) && peer !== null) call.settleClosed(peer, "write");
}

/** A shutdown of one of these sockets that has not returned. */
function settleShutdown({ interpretation }: ReturnedCall, sockets: readonly string[]): void {
    for (const { tasks } of interpretation.tasks.living()) {
        for (const task of tasks.values()) {
            const { pending } = task;
            if (pending?.row.meaning !== "shutDownSocket" || pending.done === true) continue;
            const call = new DecodedCall(pending.row, pending.args, pending.captures);
            const object = interpretation.descriptor(task, call.int("fd"))?.object;
            if (object?.kind !== "socket" || !sockets.includes(object.id)) continue;
            const fact = shutdownFact(object, call.int("how"));
            if (fact === undefined) continue;
            interpretation.narration.tell(originOf(task, interpretation.state.time * 1e9, pending.row.name, pending.stack), fact);
            pending.done = true;
        }
    }
}
