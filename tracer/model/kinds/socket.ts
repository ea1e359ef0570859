/** Sockets (socket(7), unix(7), tcp(7), udp(7)). */
import type { Kind } from "./kind";
import { newSocket } from "./socket/begin";
import { forget, otherEnded, whomItsEndConcerns } from "./socket/connections";
import type { SocketEvent } from "./socket/events";
import { enders } from "./socket/enders";
import { callFailed } from "./socket/failures";
import { socketEvents } from "./socket/happenings";
import { awaited, failed, json, lines } from "./socket/sentences";
import { whyReady } from "./socket/ready";
import type { Socket, SocketFacts } from "./socket/state";
import { abandonSending, beginSending, dropSending } from "./socket/traffic";

export const socket: Kind<Socket, SocketFacts, SocketEvent> = {
    word: "socket",
    traits: { named: false, position: "none", identity: "inode", connects: true, buffers: true },
    begins: newSocket,
    // The kernel makes it when somebody connects; it gets a descriptor when it is accepted.
    stays: ({ waitsAt }) => waitsAt !== null,
    held(object, { inFlight }, change) {
        if (change < 0 && inFlight.length > 0) object.collected = true;
    },
    ends: { whom: whomItsEndConcerns, becomes: otherEnded },
    abandoned: abandonSending,
    events: socketEvents,
    reactions: {
        callBlocked: { becomes: beginSending },
        callInterrupted: { becomes: (object, { tid }) => dropSending(object, tid) },
        callReturned: { becomes: callFailed },
        unseenTransfer: { becomes: forget },
    },
    awaited,
    whyReady,
    enders,
    failed: (object, error) => failed(object, error),
    json,
    lines,
};
