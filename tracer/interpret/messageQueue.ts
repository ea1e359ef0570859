/** System V message queues: msgget(2), msgop(2), msgctl(2). */
import type { Awaits } from "../model/awaits";
import { commonBytes } from "../model/bytes";
import type { MessageQueueFacts } from "../model/kinds/messageQueue/events";
import { choiceOfKernel, isDoubtful } from "../model/kinds/messageQueue/doubts";
import { isWanted, selected } from "../model/kinds/messageQueue/selection";
import type { Doubt, Message, MessageQueue, Wanted } from "../model/kinds/messageQueue/state";
import type { NewObjectBase } from "../model/kernelObject";
import { limitOfNewQueues, queueNumbers } from "../snapshot/messageQueue";
import type { DecodedCall } from "../syscalls/decodedCall";
import { badAddress } from "../syscalls/errorNames";
import type { Awaited, EnteredCall } from "./enteredCall";
import type { Interpretation } from "./interpretation";
import type { ReturnedCall } from "./returnedCall";
import { systemVGet } from "./systemVGet";
import type { Mechanism } from "./mechanism";

const kind = "messageQueue";
const privateKey = 0;
const [noErrorFlag, exceptFlag, copyFlag] = [0o10000, 0o20000, 0o40000];

type NewQueue = NewObjectBase & MessageQueueFacts & { readonly kind: typeof kind };

function getMessageQueue(call: ReturnedCall): void {
    const { identities, firstAccount } = call.interpretation;
    const { named, number, known, isNew } = systemVGet(call, kind, queueNumbers);
    if (known !== undefined) {
        call.tell({ kind: "messageQueueOpened", object: known, ...named });
    } else if (isNew) {
        const limit = firstAccount === null ? null : limitOfNewQueues(firstAccount);
        const newObject: NewQueue = {
            ...identities.createNumbered(kind, number),
            kind,
            ...named,
            number,
            ...(limit !== null && { limit }),
        };
        call.tell({ kind: "messageQueueCreated", object: newObject.id, newObject });
    } else {
        const newObject = introduced(call.interpretation, number, named.key);
        call.tell({ kind: "messageQueueOpened", object: newObject.id, newObject, ...named });
    }
}

/** A queue that was there before, of which only the number is known, and perhaps the key. */
function introduced(interpretation: Interpretation, number: number, key: number): NewQueue {
    return { ...interpretation.identities.createNumbered(kind, number), kind, key, number, inherited: true };
}

interface UsedQueue {
    readonly object: string;
    readonly newObject?: NewQueue;
    readonly queue: MessageQueue | undefined;
}

/** The queue that a successful call named; one that was not known was there before. */
function used(call: ReturnedCall): UsedQueue {
    const { identities, state } = call.interpretation;
    const number = call.int("queue");
    const known = identities.numbered(state, kind, number);
    if (known === undefined) {
        const newObject = introduced(call.interpretation, number, privateKey);
        return { object: newObject.id, newObject, queue: undefined };
    }
    const object = state.objects.get(known);
    return { object: known, queue: object?.kind === kind ? object : undefined };
}

function typeOf(call: DecodedCall): bigint {
    return call.structure("type", 8)?.getBigInt64(0, true) ?? 0n;
}

function sendMessage(call: ReturnedCall): void {
    const { object, newObject } = used(call);
    const length = call.size("count");
    call.tell({
        kind: "messageSent",
        object,
        ...(newObject !== undefined && { newObject }),
        type: typeOf(call),
        length,
        ...call.payload("data", length),
        result: call.result,
    });
}

/** What a receiver got. */
interface Got extends Wanted {
    /** mtype of the message. */
    readonly got: bigint;
    /** Bytes of the message, which MSG_NOERROR may have cut in the receiver's buffer. */
    readonly length: number;
    readonly cut: boolean;
    readonly data: Uint8Array | null;
}

/**
 * The message that a receiver got; undefined: none of those that are known, so that it is older than the trace. The
 * recorder may see two senders return in another order than that in which the kernel served them, so type and bytes decide.
 */
function messageFor(queue: MessageQueue, got: Got): Message | undefined {
    const expected = selected(got, queue.messages);
    const all = candidates(queue, got);
    const found = expected !== undefined && fits(expected, got) ? expected : all[0];
    if (found === undefined || !isDoubtful(queue, found)) return found;
    return all.find((other) => isLike(found, other) && !isDoubtful(queue, other)) ?? found;
}

/** All that it may have got, those first that stand in the queue. */
function candidates(queue: MessageQueue, got: Got): readonly Message[] {
    return [...queue.messages, ...queue.sending.filter(({ received }) => !received)].filter((message) => fits(message, got));
}

/** Undefined: it is certain which message it was, or none that is known. */
function doubtAbout(call: ReturnedCall, queue: MessageQueue, got: Got): Doubt | undefined {
    const [first, ...others] = got.cut && !queue.inherited ? candidates(queue, got) : [];
    if (first === undefined || others.every((other) => isLike(first, other))) return undefined;
    const all = [first, ...others];
    const rivals = receivers(call, queue).filter(({ wanted }) => all.some((message) => isWanted(wanted, message)));
    const doubt = {
        among: all.flatMap(({ sent }) => (sent === null ? [] : [sent])),
        wanted: { type: got.type, except: got.except },
        rivals: rivals.map(({ tid }) => tid),
    };
    return choiceOfKernel(queue, doubt) === null ? doubt : undefined;
}

/** Nothing that is known tells the one from the other. */
function isLike({ type, length, data }: Message, other: Message): boolean {
    if (type !== other.type || length !== other.length) return false;
    if (data === null || other.data === null) return data === other.data;
    return data.length === other.data.length && commonBytes(data, other.data) === data.length;
}

/** The other threads that are in msgrcv(2), which may have got something already. */
function receivers({ interpretation, task }: ReturnedCall, { id }: MessageQueue): { readonly tid: number; readonly wanted: Wanted }[] {
    const threads = [...interpretation.state.processes.values()].flatMap((process) => [...process.threads.values()]);
    return threads.flatMap(({ tid, call }) =>
        tid !== task.tid && call?.object === id && call.awaits.what === "message" ? [{ tid, wanted: call.awaits }] : [],
    );
}

/** MSG_COPY leaves the message where it is; the index counts from 0. Senders that have not returned may have changed the places. */
function messageAt(queue: MessageQueue, index: number, got: Got): Message | undefined {
    const there = queue.bytes === null ? undefined : queue.messages[index];
    return there !== undefined && fits(there, got) ? there : candidates(queue, got)[0];
}

function fits(message: Message, { got, length, cut, data }: Got): boolean {
    if (message.type !== got || (cut ? message.length < length : message.length !== length)) return false;
    if (data === null || message.data === null) return true;
    return commonBytes(message.data, data) === Math.min(message.data.length, data.length);
}

function receiveMessage(call: ReturnedCall): void {
    const { object, newObject, queue } = used(call);
    const [length, flags] = [call.result, call.int("flags")];
    const wanted = BigInt.asIntN(64, call.word("wantedType"));
    const except = (flags & exceptFlag) !== 0;
    const copied = (flags & copyFlag) !== 0;
    const payload = call.payload("data", length);
    // A message that fills the buffer to its end may have been longer.
    const cut = (flags & noErrorFlag) !== 0 && length === call.size("count");
    const got = { type: wanted, except, got: typeOf(call), length, cut, data: payload.data ?? null };
    const doubt = queue === undefined || copied ? undefined : doubtAbout(call, queue, got);
    const message =
        queue === undefined || doubt !== undefined ? undefined : copied ? messageAt(queue, Number(wanted), got) : messageFor(queue, got);
    const discarded = message === undefined ? 0 : message.length - length;
    call.tell({
        kind: "messageReceived",
        object,
        ...(newObject !== undefined && { newObject }),
        type: got.got,
        wanted,
        except,
        length,
        ...payload,
        result: length,
        segments: [{ write: message?.sent ?? null, offset: 0, length }],
        ...(doubt !== undefined && { doubt }),
        ...(copied && { copied }),
        ...(discarded > 0 && { discarded }),
    });
}

/** Which message it would have been is certain when the kernel chooses it, not a receiver that waits. */
function receiveFailed(call: ReturnedCall): void {
    call.tellReturned();
    const { object, queue } = used(call);
    const flags = call.int("flags");
    if (call.result !== -badAddress || queue === undefined || (flags & copyFlag) !== 0) return;
    const wanted = { type: BigInt.asIntN(64, call.word("wantedType")), except: (flags & exceptFlag) !== 0 };
    call.tell({ kind: "messageLost", object, message: selected(wanted, queue.messages)?.sent ?? null });
}

/** The commands of msgctl(2) that change something; the others only ask. */
const [remove, set] = [0, 1];
/** Of msg_qbytes in struct msqid_ds (include/uapi/asm-generic/msgbuf.h, ipcbuf.h). */
const limitAt = 88;

function controlMessageQueue(call: ReturnedCall): void {
    const command = call.int("command");
    if (command === remove) {
        const { object, queue } = used(call);
        if (queue === undefined) {
            call.tellReturned();
        } else {
            const lost = queue.bytes === null ? null : queue.messages.length;
            call.tell({ kind: "messageQueueRemoved", object, number: queue.number, lost });
        }
        return;
    }
    const facts = command === set ? call.structure("setTo", limitAt + 8) : undefined;
    if (facts === undefined) {
        call.tellReturned();
        return;
    }
    const { object, newObject } = used(call);
    call.tell({
        kind: "messageQueueChanged",
        object,
        ...(newObject !== undefined && { newObject }),
        limit: Number(facts.getBigUint64(limitAt, true)),
    });
}

const messageQueueAwaited = {
    message: (call: EnteredCall) =>
        awaitsAt(call, {
            what: "message",
            type: BigInt.asIntN(64, call.word("wantedType")),
            except: (call.int("flags") & exceptFlag) !== 0,
        }),
    messageRoom(call: EnteredCall): Awaited {
        const data = call.capture("data")?.bytes;
        const awaited = awaitsAt(call, { what: "room", length: call.size("count"), message: typeOf(call) });
        return { ...awaited, ...(data !== undefined && { data }) };
    },
};

function awaitsAt(call: EnteredCall, awaits: Awaits): Awaited {
    const { identities, state } = call.interpretation;
    return { fd: null, description: null, object: identities.numbered(state, kind, call.int("queue")) ?? null, awaits };
}

export const messageQueue = {
    meanings: { getMessageQueue, sendMessage, receiveMessage, controlMessageQueue },
    failures: { receiveMessage: receiveFailed },
    awaited: messageQueueAwaited,
} satisfies Mechanism;
