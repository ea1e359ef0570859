/** POSIX message queues: mq_open(3), mq_send(3), mq_receive(3), mq_notify(3), mq_getattr(3), mq_unlink(3). */
import { messageFor } from "../model/kinds/posixMessageQueue/rules";
import type { PosixMessageQueue } from "../model/kinds/posixMessageQueue/state";
import { accessMode, closeOnExecFlag, statusFlagNames } from "../model/openFlags";
import { limitsOfNewQueues } from "../snapshot/posixMessageQueue";
import { errorName } from "../syscalls/errorNames";
import type { OpenDescriptor } from "./descriptorLookup";
import type { Awaited, EnteredCall } from "./enteredCall";
import type { Interpretation } from "./interpretation";
import type { Mechanism } from "./mechanism";
import { isRegistered, notifiedBy, tellNotified } from "./messageNotifications";
import type { ReturnedCall } from "./returnedCall";

const kind = "posixMessageQueue";
const [createFlag, exclusiveFlag] = [0o100, 0o200];
const nonBlocking = "O_NONBLOCK";
const nonBlockingFlag = 0o4000;

/** Names of which the kernel has said that there is no queue. */
const absentNames = new WeakMap<Interpretation, Set<string>>();

function absent(interpretation: Interpretation): Set<string> {
    const names = absentNames.get(interpretation) ?? new Set();
    absentNames.set(interpretation, names);
    return names;
}

/** As programs write it. */
function nameOf(call: ReturnedCall): string {
    return `/${call.string("queueName") ?? ""}`;
}

/**
 * The queue's descriptor looks like a file's, in a file system that is usually mounted nowhere (mq_overview(7)). With O_CREAT
 * alone the call does not tell whether it made the queue.
 */
function openPosixMessageQueue(call: ReturnedCall): void {
    const facts = call.facts("object");
    if (facts === undefined) {
        call.tellOpened(call.result, facts, false);
        return;
    }
    call.settleClose(call.result);
    const { identities, state } = call.interpretation;
    const flags = call.unsigned("flags");
    const name = nameOf(call);
    const creates = (flags & createFlag) !== 0;
    const made = creates && ((flags & exclusiveFlag) !== 0 || absent(call.interpretation).has(name));
    absent(call.interpretation).delete(name);
    const { id, newObject } = identities.find(state, { ...facts, kind, size: null }, !made);
    const limits = made ? limitsOf(call) : {};
    call.tell({
        kind: "posixMessageQueueOpened",
        fd: call.result,
        object: id,
        ...(newObject !== undefined && { newObject: { ...newObject, kind, ...limits } }),
        description: call.newDescription(),
        closeOnExec: (facts.flags & closeOnExecFlag) !== 0,
        access: accessMode(facts.flags),
        statusFlags: statusFlagNames(facts.flags),
    });
}

interface Attributes {
    readonly flags: number;
    readonly limit: number;
    readonly messageSize: number;
    readonly count: number;
}

/** struct mq_attr. */
function attributesOf(call: ReturnedCall, capture: "attributes" | "told"): Attributes | undefined {
    const view = call.structure(capture, 32);
    if (view === undefined) return undefined;
    const long = (place: number): number => Number(view.getBigInt64(8 * place, true));
    return { flags: long(0), limit: long(1), messageSize: long(2), count: long(3) };
}

/** Without attributes the defaults of the machine apply (ipc/mqueue.c, mqueue_get_inode). */
function limitsOf(call: ReturnedCall): { readonly limit?: number; readonly messageSize?: number } {
    const given = attributesOf(call, "attributes");
    if (given !== undefined) return { limit: given.limit, messageSize: given.messageSize };
    const { firstAccount } = call.interpretation;
    return firstAccount === null || call.word("attributes") !== 0n ? {} : limitsOfNewQueues(firstAccount);
}

function openFailed(call: ReturnedCall): void {
    const noSuchName = 2;
    const path = nameOf(call);
    if (call.result === -noSuchName) absent(call.interpretation).add(path);
    call.tell({ kind: "callReturned", fd: null, object: null, path, result: call.result, error: errorName(-call.result) });
}

function unlinkPosixMessageQueue(call: ReturnedCall): void {
    const path = nameOf(call);
    const object = [...call.interpretation.state.objects.values()].find(
        (each) => each.kind === kind && !each.removed && each.name === path,
    );
    absent(call.interpretation).add(path);
    if (object === undefined) call.tell({ kind: "callReturned", fd: null, object: null, path, result: call.result });
    else call.tell({ kind: "posixMessageQueueUnlinked", object: object.id, path });
}

interface UsedQueue {
    readonly open: OpenDescriptor;
    readonly queue: PosixMessageQueue;
}

/** Undefined: a descriptor from before the trace, of which only the calls show that it is one of a queue. */
function used(call: ReturnedCall): UsedQueue | undefined {
    const open = call.known(call.int("fd"));
    return open?.object.kind === kind ? { open, queue: open.object } : undefined;
}

function placeOf({ open }: UsedQueue): { readonly fd: number; readonly object: string; readonly description: string } {
    return { fd: open.fd, object: open.object.id, description: open.description.id };
}

function sendPosixMessage(call: ReturnedCall): void {
    const to = used(call);
    if (to === undefined) {
        call.tellReturned();
        return;
    }
    const length = call.size("count");
    const notified = notifiedBy(to.queue, call.task.tid);
    call.tell({
        kind: "messageSent",
        ...placeOf(to),
        priority: call.unsigned("priority"),
        length,
        ...call.payload("data", length),
        result: call.result,
        ...(notified !== undefined && { notified }),
    });
    if (notified?.how === "signal") tellNotified(call, notified);
}

function receivePosixMessage(call: ReturnedCall): void {
    const from = used(call);
    if (from === undefined) {
        call.tellReturned();
        return;
    }
    const length = call.result;
    const payload = call.payload("data", length);
    const priority = call.structure("priority", 4)?.getUint32(0, true) ?? null;
    const message = messageFor(from.queue, { priority, length, data: payload.data ?? null });
    call.tell({
        kind: "messageReceived",
        ...placeOf(from),
        priority: priority ?? message?.priority ?? null,
        length,
        ...payload,
        result: length,
        segments: [{ write: message?.sent ?? null, offset: 0, length }],
    });
}

/** The queue was empty. */
function receiveFailed(call: ReturnedCall): void {
    const again = 11;
    call.tellReturned();
    const from = call.result === -again ? used(call) : undefined;
    if (from?.queue.older === true) call.tell({ kind: "posixMessageQueueTold", ...placeOf(from), count: 0 });
}

const [bySignal, byNothing] = [0, 1]; // SIGEV_SIGNAL, SIGEV_NONE

function requestNotification(call: ReturnedCall): void {
    const of = used(call);
    const event = call.structure("notification", 16);
    if (of === undefined || (event === undefined && call.word("notification") !== 0n)) {
        call.tellReturned();
    } else if (event !== undefined) {
        const [signal, how] = [event.getInt32(8, true), event.getInt32(12, true)];
        const word = how === bySignal ? "signal" : how === byNothing ? "nothing" : "thread";
        call.tell({ kind: "notificationRequested", ...placeOf(of), how: word, signal: how === bySignal ? signal : 0 });
    } else if (isRegistered(of.queue, call.process.id)) {
        call.tell({ kind: "notificationRemoved", object: of.queue.id, cause: "asked" });
    } else {
        call.tellReturned();
    }
}

function askPosixMessageQueue(call: ReturnedCall): void {
    const of = used(call);
    const [given, told] = [attributesOf(call, "attributes"), attributesOf(call, "told")];
    if (of === undefined) {
        call.tellReturned();
        return;
    }
    const { limit, messageSize, older } = of.queue;
    if (told !== undefined && (limit === null || messageSize === null || (older && told.count === of.queue.messages.length))) {
        const { count } = told;
        call.tell({ kind: "posixMessageQueueTold", ...placeOf(of), limit: told.limit, messageSize: told.messageSize, count });
    } else if (given === undefined) {
        call.tellReturned();
    }
    if (given === undefined) return;
    const others = of.open.description.statusFlags.filter((name) => name !== nonBlocking);
    const statusFlags = [...others, ...((given.flags & nonBlockingFlag) !== 0 ? [nonBlocking] : [])];
    call.tell({ kind: "statusFlagsChanged", ...placeOf(of), statusFlags });
}

const posixMessageQueueAwaited = {
    posixMessage: (call: EnteredCall) => call.awaitsAt("fd", { what: "input" }),
    posixMessageRoom(call: EnteredCall): Awaited {
        const data = call.capture("data")?.bytes;
        const message = BigInt(call.unsigned("priority"));
        const awaited = call.awaitsAt("fd", { what: "room", length: call.size("count"), message });
        return { ...awaited, ...(data !== undefined && { data }) };
    },
};

export const posixMessageQueue = {
    meanings: {
        openPosixMessageQueue,
        unlinkPosixMessageQueue,
        sendPosixMessage,
        receivePosixMessage,
        requestNotification,
        askPosixMessageQueue,
    },
    failures: { openPosixMessageQueue: openFailed, receivePosixMessage: receiveFailed },
    awaited: posixMessageQueueAwaited,
} satisfies Mechanism;
