/** Who could end a wait for a socket: who has its other end; of a connection that is being made, who could accept it. */
import type { Wait } from "../../awaits";
import { byDescriptor, nobody, onlyOthers, unknownEnders, type Enders } from "../../ender";
import type { ObjectId } from "../../identities";
import type { Look } from "../../look";
import type { End } from "../../openFlags";
import { whyEnd } from "./sentences";
import { isConnectionOriented, type Socket } from "./state";

export function enders(socket: Socket, { awaits }: Wait, look: Look): Enders {
    switch (awaits.what) {
        case "newConnection":
            return whoConnects(socket, look);
        case "connection":
            return awaits.to === undefined || awaits.to === null ? unknownEnders : whoHas(awaits.to, "read", look);
        case "input":
            if (socket.stage === "listening") return whoConnects(socket, look);
            if (socket.incoming.length > 0 || whyEnd(socket) !== null) return unknownEnders;
            if (isConnectionOriented(socket) === false) return whoSends(socket, look);
            return socket.peer === null ? unknownEnders : whoHasOtherEnd(socket, socket.peer, "write", look);
        case "room": {
            const to = awaits.to ?? socket.peer;
            if (socket.peerClosed || socket.shutWrite) return unknownEnders;
            return to === null ? unknownEnders : whoHasOtherEnd(socket, to, "read", look);
        }
        default:
            return unknownEnders;
    }
}

/** An end that nobody has accepted yet gets to whoever accepts the connection. */
function whoHasOtherEnd(socket: Socket, peer: ObjectId, end: End, look: Look): Enders {
    const queue = look.alike(socket).find(({ id }) => id === peer)?.waitsAt ?? null;
    return whoHas(queue ?? peer, end, look);
}

function whoHas(id: ObjectId, end: End, look: Look): Enders {
    const known = look.holders(id, end).map(byDescriptor);
    return { known, others: look.isInFlight(id, end) ? "whoever receives the descriptor that a message carries" : nobody };
}

/** Clients are known only when they connect. */
function whoConnects({ id, local, waiting }: Socket, look: Look): Enders {
    if (waiting.length > 0) return unknownEnders;
    return onlyOthers(`a client that connects to ${local === null || local === "" ? look.name(id) : local}`);
}

/** Datagrams may come from anybody; those who have connected theirs to it are known. */
function whoSends(socket: Socket, look: Look): Enders {
    const senders = look.alike(socket).filter(({ id, peer }) => peer === socket.id && id !== socket.id);
    const known = senders.flatMap(({ id }) => look.holders(id, "write").map(byDescriptor));
    return { known, others: socket.local === null || socket.local === "" ? null : `whoever sends to ${socket.local}` };
}
