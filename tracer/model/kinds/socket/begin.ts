/** How a socket begins for who looks at it. */
import type { EventBase } from "../../eventBase";
import type { ObjectBase } from "../../kernelObject";
import { getsFromElsewhere, type Socket, type SocketFacts } from "./state";

export function newSocket(base: ObjectBase, facts: SocketFacts, event: EventBase): Socket {
    const fresh = facts.fresh === true;
    return {
        ...base,
        kind: "socket",
        family: facts.family ?? null,
        type: facts.type ?? null,
        protocol: facts.protocol ?? null,
        stage: facts.stage ?? null,
        local: facts.local ?? null,
        path: null,
        boundAt: null,
        remote: facts.remote ?? null,
        peer: facts.peer ?? null,
        peerPid: facts.peerPid ?? null,
        backlog: null,
        waiting: [],
        mayHaveOthers: false,
        connectsTo: null,
        waitsAt: facts.waitsAt ?? null,
        shutRead: false,
        shutWrite: false,
        peerShutRead: false,
        peerShutWrite: false,
        peerClosed: false,
        collected: false,
        peerCollected: false,
        reset: false,
        urgent: "none",
        incoming: [],
        accounted: fresh && !getsFromElsewhere(facts) ? 0 : null,
        sending: [],
        sent: 0,
        received: 0,
        calls: [],
        options: new Map(),
        createdBy: fresh ? event.process : null,
        createdAt: fresh ? (event.source ?? null) : null,
    };
}
