/** mq_notify(3): who is told of a message that comes into an empty POSIX queue, and how long (ipc/mqueue.c). */
import type { Notification, PosixMessageQueue } from "../model/kinds/posixMessageQueue/state";
import { isQueued, signalName } from "../model/signals";
import type { Interpretation } from "./interpretation";
import type { Origin } from "./narration";
import type { ReturnedCall } from "./returnedCall";
import { pendingInstance } from "./signalSends";

const kind = "posixMessageQueue";

export function isRegistered({ notification }: PosixMessageQueue, process: string): boolean {
    return notification !== null && notification !== "none" && notification.process === process;
}

/** A message that comes into the empty queue, for which nobody waits (__do_notify). */
export function notifiedBy(
    { notification, messages, older, receivers, sending }: PosixMessageQueue,
    tid: number,
): Notification | undefined {
    if (notification === null || notification === "none" || older || messages.length > 0 || receivers.length > 0) return undefined;
    return sending.some((message) => message.tid === tid && (message.waited || message.received)) ? undefined : notification;
}

/** "p2 by p1": signals that were seen before the send of which it was not known into which of several queues it went. */
const seenSignals = new WeakMap<Interpretation, Set<string>>();

function seen(interpretation: Interpretation): Set<string> {
    const signals = seenSignals.get(interpretation) ?? new Set();
    seenSignals.set(interpretation, signals);
    return signals;
}

/** The kernel sends the signal, in the name of the sender. */
export function tellNotified({ interpretation, process: { id }, time }: ReturnedCall, notification: Notification): void {
    const { process, pid, signal: number } = notification;
    if (seen(interpretation).delete(`${process} by ${id}`)) return;
    const signal = signalName(number);
    const isMerged = !isQueued(signal) && pendingInstance(interpretation, process, null, signal) !== undefined;
    interpretation.narration.tell(
        { time, process, pid, tid: pid, call: null, stack: 0 },
        { kind: "signalGenerated", signal, cause: { by: "messageQueue" }, ...(isMerged && { coalesced: true }) },
    );
}

/**
 * The signal was seen before the send returned: its queue tells nobody any more. Of several, one in which a message is on its way; else
 * the sender's return says which. `sender`: undefined: not traced.
 */
export function endUsedNotification(interpretation: Interpretation, origin: Origin, sender: string | undefined): void {
    const queues = registrations(interpretation, origin.process);
    const used = queues.find(({ sending }) => sending.length > 0) ?? (queues.length === 1 ? queues[0] : undefined);
    if (used === undefined) {
        if (sender !== undefined && queues.length > 1) seen(interpretation).add(`${origin.process} by ${sender}`);
        return;
    }
    interpretation.narration.tell({ ...origin, stack: 0 }, { kind: "notificationRemoved", object: used.id, cause: "told" });
}

/** The process closes all its descriptors of queues: an exec does, since they are close-on-exec, and an end. */
export function endNotifications(
    interpretation: Interpretation,
    origin: Origin,
    cause: "exec" | "end",
    closes: (object: string) => boolean,
): void {
    for (const { id } of registrations(interpretation, origin.process)) {
        if (closes(id)) interpretation.narration.tell(origin, { kind: "notificationRemoved", object: id, cause });
    }
}

function registrations({ state }: Interpretation, process: string): readonly PosixMessageQueue[] {
    return [...state.objects.values()].filter((object) => object.kind === kind).filter((queue) => isRegistered(queue, process));
}
