/** socket(2), socketpair(2), accept(2). */
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import { socketFacts } from "./sockets";

function makeSocket(call: ReturnedCall): void {
    call.tellOpened(call.result, call.facts("object"), false);
    const object = call.known(call.result)?.object;
    if (object === undefined) return;
    call.interpretation.sockets.remember(object.id, { ...socketFacts(call.int("domain"), call.int("type")), peer: null });
}

function makeSocketPair(call: ReturnedCall): void {
    const ends = call.structure("ends", 8);
    if (ends === undefined) return;
    const [one, other] = [ends.getInt32(0, true), ends.getInt32(4, true)];
    call.tellOpened(one, call.facts("oneEnd"), false);
    call.tellOpened(other, call.facts("otherEnd"), false);
    const [first, second] = [call.known(one)?.object, call.known(other)?.object];
    if (first === undefined || second === undefined) return;
    const facts = socketFacts(call.int("domain"), call.int("type"));
    call.interpretation.sockets.remember(first.id, { ...facts, peer: second.id });
    call.interpretation.sockets.remember(second.id, { ...facts, peer: first.id });
}

/** The new socket is of the listening one's domain and type. */
function acceptConnection(call: ReturnedCall): void {
    const listening = call.known(call.int("fd"))?.object;
    const facts = listening === undefined ? undefined : call.interpretation.sockets.get(listening.id);
    call.tellOpened(call.result, call.facts("object"), false);
    const object = call.known(call.result)?.object;
    if (object !== undefined && facts !== undefined) call.interpretation.sockets.remember(object.id, { ...facts, peer: null });
}

export const socket = { meanings: { makeSocket, makeSocketPair, acceptConnection } } satisfies Mechanism;
