/** connect(2) and accept(2); what made an object ready that poll(2), select(2) or epoll_wait(2) waited for. */
import type { Event } from "../../model/event";
import type { ObjectId } from "../../model/identities";
import type { CauseRule, Seen } from "./causeRule";

export function meetingRule(): CauseRule {
    const connected = new Map<ObjectId, number>();
    /** The last event that put something in, or took an end away. */
    const stirred = new Map<ObjectId, number>();
    const stir = (object: ObjectId | null, seq: number): void => {
        if (object !== null) stirred.set(object, seq);
    };
    const ready = (event: Event, objects: readonly (ObjectId | null)[], seen: Seen): void => {
        const wait = seen.waitBefore(event);
        const causes = objects.flatMap((object) => (object === null ? [] : (stirred.get(object) ?? [])));
        const last = Math.max(0, ...causes);
        if (wait !== null && last > wait.from) seen.endedBy(wait, last);
    };
    return {
        socketConnected({ peer, listener, seq }) {
            if (peer !== null) connected.set(peer, seq);
            stir(listener, seq);
        },
        connectionAccepted({ object, seq }, seen) {
            const from = connected.get(object);
            if (from !== undefined) seen.link(from, seq, "connection");
        },
        bytesWritten: ({ object, seq }) => stir(object, seq),
        messageSent: ({ object, seq }) => stir(object, seq),
        dataSent: ({ to, seq }) => stir(to, seq),
        eventfdIncreased: ({ object, seq }) => stir(object, seq),
        socketShutdown: ({ peer, seq }) => stir(peer, seq),
        epollReported: (event, seen) =>
            ready(
                event,
                event.reports.map(({ targetObject }) => targetObject),
                seen,
            ),
        descriptorsReady: (event, seen) =>
            ready(
                event,
                event.ready.map(({ object }) => object),
                seen,
            ),
    };
}
