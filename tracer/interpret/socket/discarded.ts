/** Descriptors in messages whose bytes were received by a call that did not ask for them (unix(7), SCM_RIGHTS): they are closed. */
import { isStream, type Socket } from "../../model/kinds/socket/state";
import type { PassedMessage } from "../passedMessages";
import type { ReturnedCall } from "../returnedCall";
import { socketAt } from "./naming";

/** How much was sent to the socket so far: bytes of a stream, else messages; null: not known. */
export function arrivedAt(socket: Socket): number | null {
    if (socket.accounted === null) return null;
    return socket.received + (isStream(socket) === true ? socket.accounted : socket.incoming.length);
}

/** The descriptors of a message, from one on, are closed. */
export function discard(call: ReturnedCall, message: PassedMessage, first: number): void {
    call.interpretation.passed.remove(message);
    for (const id of message.descriptions.slice(first)) {
        const description = id === null ? undefined : call.interpretation.state.descriptions.get(id);
        if (description === undefined) continue;
        call.tell({ kind: "descriptorDiscarded", object: description.object, description: description.id, message: message.number });
    }
}

export function discardTaken(call: ReturnedCall, receiver: string): void {
    const { passed, state } = call.interpretation;
    const socket = socketAt(state, receiver);
    if (socket === undefined || socket.accounted === null) return;
    for (const message of passed.reaching(state, receiver)) {
        if (message.to === receiver && message.after !== null && message.after < socket.received) discard(call, message, 0);
    }
}
