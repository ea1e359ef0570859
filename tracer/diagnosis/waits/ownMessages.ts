/** Messages that were received by who had sent them, while others wait for such ones (msgrcv(2), mq_receive(3)). */
import type { Event } from "../../model/event";
import type { ObjectId, ProcessId } from "../../model/identities";
import { isWanted } from "../../model/kinds/messageQueue/selection";
import type { Message } from "../../model/kinds/messageQueue/state";
import type { PosixMessage } from "../../model/kinds/posixMessageQueue/state";
import type { Process } from "../../model/owners/process";
import type { State } from "../../model/state";
import type { Stuck } from "../../model/waitGraph/stuck";

type Sent = Extract<Event, { readonly kind: "messageSent" }>;
type Received = Extract<Event, { readonly kind: "messageReceived" }>;

export interface TakenBack {
    readonly message: Message | PosixMessage;
    readonly received: Received;
}

export class OwnMessages {
    /** By queue: the last that was received there, if its receiver had sent it, and nothing was sent since. */
    private readonly taken = new Map<ObjectId, TakenBack>();

    /** By queue: who has received something there. */
    private readonly receivers = new Map<ObjectId, Set<ProcessId>>();

    see(event: Sent | Received, before: State): void {
        if (event.kind === "messageReceived") {
            const known = this.receivers.get(event.object);
            if (known === undefined) this.receivers.set(event.object, new Set([event.process]));
            else known.add(event.process);
        }
        const message = event.kind === "messageReceived" ? ownMessage(event, before) : undefined;
        if (event.kind === "messageReceived" && message !== undefined) this.taken.set(event.object, { message, received: event });
        else this.taken.delete(event.object);
    }

    /** Whoever has received something may be one of several workers, who waits for more. */
    hasReceived(process: ProcessId, queue: ObjectId): boolean {
        return this.receivers.get(queue)?.has(process) === true;
    }

    /** Null: no message that the waiter could have had was taken back, or by somebody who may still send another. */
    missedBy(state: State, { wait }: Pick<Stuck, "wait">): TakenBack | null {
        const taken = wait.object === null ? undefined : this.taken.get(wait.object);
        if (taken === undefined || taken.received.tid === wait.tid) return null;
        const { awaits } = wait;
        const { message } = taken;
        const isMissed = "type" in message ? awaits.what === "message" && isWanted(awaits, message) : awaits.what === "input";
        const taker = state.processes.get(taken.received.process);
        return isMissed && taker !== undefined && sendsNoMore(taker, taken.received.object) ? taken : null;
    }
}

/** A thread knows what it has sent; another one of its process does not. */
function ownMessage({ object, segments, process, tid, ...event }: Received, before: State): Message | PosixMessage | undefined {
    const queue = before.objects.get(object);
    if (queue?.kind !== "messageQueue" && queue?.kind !== "posixMessageQueue") return undefined;
    if ("copied" in event || "doubt" in event) return undefined;
    const write = segments[0]?.write ?? null;
    const message = queue.messages.find(({ sent }) => sent !== null && sent === write);
    return message?.process === process && message.tid === tid ? message : undefined;
}

/** It has ended, or waits there itself, or for a child. */
function sendsNoMore({ exit, threads }: Process, queue: ObjectId): boolean {
    return (
        exit !== null || [...threads.values()].every(({ call }) => call !== null && (call.awaits.what === "child" || call.object === queue))
    );
}
