/** Descriptors in messages (unix(7), SCM_RIGHTS): sendmsg(2) puts them in flight, recvmsg(2) makes new ones of them. */
import { kinds } from "../model/kinds/kinds";
import { isStream, type Socket } from "../model/kinds/socket/state";
import type { DescriptionId, ObjectId } from "../model/identities";
import { accessMode, closeOnExecFlag } from "../model/openFlags";
import { messageRights, type MessageRight } from "../syscalls/messageRights";
import type { OpenDescriptor } from "./descriptorLookup";
import type { Mechanism } from "./mechanism";
import { factsOfBytes, type ObjectFacts } from "./objectFacts";
import type { PassedMessage } from "./passedMessages";
import { ReturnedCall } from "./returnedCall";
import { arrivedAt, discard } from "./socket/discarded";
import { addressOfMessage, isPeeking, messagesOf, tellMessagesReceived, tellMessagesSent } from "./socket/messages";
import { socketAt } from "./socket/naming";
import { receiverOf } from "./socket/traffic";

const closeOnExecOfReceived = 0x40000000; // MSG_CMSG_CLOEXEC

function sendMessages(call: ReturnedCall): void {
    pass(
        call,
        messagesOf(call).map(({ result }) => result),
    );
    tellMessagesSent(call);
}

/** The call's first messages are on their way, as far as that was not told before. */
function pass(call: ReturnedCall, lengths: readonly (number | null)[]): void {
    const already = call.task.pending?.passed ?? 0;
    for (const [index, rights] of byMessage(messageRights(call.capture("rights")))) {
        if (index >= already && index < lengths.length) passOne(call, rights, lengths, index);
    }
}

function passOne(call: ReturnedCall, rights: readonly MessageRight[], lengths: readonly (number | null)[], index: number): void {
    const socket = call.used(call.int("fd"))?.object;
    if (socket?.kind !== "socket") return;
    const { passed, state } = call.interpretation;
    // Of a stream nothing goes without a byte (unix_stream_sendmsg in net/unix/af_unix.c).
    if ((socket.family !== null && socket.family !== "AF_UNIX") || (lengths[index] === 0 && isStream(socket) !== false)) return;
    const to = receiverTo(call, socket, index)?.id ?? null;
    const before = isStream(socket) === true ? lengths.slice(0, index).reduce(plus, 0) : index;
    const receiver = socketAt(state, to);
    const after = receiver === undefined ? null : plus(arrivedAt(receiver), before);
    const opens = rights.map(({ fd, facts }) => openAs(call, fd, factsOfBytes(facts)));
    const { number } = passed.add(
        to,
        after,
        opens.map((open) => open?.description.id ?? null),
    );
    for (const open of opens) {
        if (open === undefined) continue;
        const { fd, object, description } = open;
        call.tell({ kind: "descriptorPassed", fd, object: object.id, description: description.id, message: number, to });
    }
}

function receiverTo(call: ReturnedCall, socket: Socket, index: number): Socket | null {
    return receiverOf(call, socket, addressOfMessage(call, index));
}

function plus(one: number | null, other: number | null): number | null {
    return one === null || other === null ? null : one + other;
}

/** What the number stands for, unless the kernel's facts are about something else: another thread may have used it again. */
function openAs(call: ReturnedCall, fd: number, facts: ObjectFacts | undefined): OpenDescriptor | undefined {
    const open = call.used(fd, facts);
    return open !== undefined && agrees(open, facts) ? open : undefined;
}

function agrees({ object, description }: Passed, facts: ObjectFacts | undefined): boolean {
    if (facts === undefined || object.device === null) return true;
    const isSame = object.device === facts.device && object.inode === facts.inode && description.access === accessMode(facts.flags);
    return isSame && (kinds[facts.kind].traits.identity === "inode" || object.kind === facts.kind);
}

function receiveMessages(call: ReturnedCall): void {
    for (const rights of byMessage(messageRights(call.capture("rights"))).values()) receiveOne(call, rights);
    tellMessagesReceived(call);
}

function receiveOne(call: ReturnedCall, rights: readonly MessageRight[]): void {
    const peeked = isPeeking(call);
    const message = messageOf(call, rights);
    rights.forEach((right, index) => receiveDescriptor(call, right, message, index, peeked));
    if (message === undefined || peeked) return;
    forgetOrder(call, message);
    discard(call, message, rights.length);
}

/** Of messages that were sent at once, another may have come first. */
function forgetOrder({ interpretation: { passed, state } }: ReturnedCall, { number, to }: PassedMessage): void {
    if (to !== null && passed.reaching(state, to).some((each) => each.to === to && each.number < number)) passed.forgetOrder(to);
}

function receiveDescriptor(
    call: ReturnedCall,
    { fd, facts: bytes }: MessageRight,
    message: PassedMessage | undefined,
    index: number,
    peeked: boolean,
): void {
    const facts = factsOfBytes(bytes);
    const passed = call.interpretation.state.descriptions.get(message?.descriptions[index] ?? "");
    const closeOnExec =
        facts === undefined ? (call.unsigned("flags") & closeOnExecOfReceived) !== 0 : (facts.flags & closeOnExecFlag) !== 0;
    call.settleClose(fd);
    if (passed === undefined || message === undefined) {
        call.tell({ kind: "descriptorReceived", fd, ...call.newlyOpen(facts, true, null), closeOnExec, message: null });
        return;
    }
    const { id, object, access, statusFlags, offset } = passed;
    const description = { id, object, access, statusFlags, offset };
    const { number } = message;
    call.tell({ kind: "descriptorReceived", fd, object, description, closeOnExec, message: number, ...(peeked && { peeked }) });
}

/** The oldest message in the socket's queue that carried these; its sender may not have returned yet. */
function messageOf(call: ReturnedCall, rights: readonly MessageRight[]): PassedMessage | undefined {
    const { interpretation } = call;
    const socket = call.used(call.int("fd"))?.object;
    if (socket === undefined) return undefined;
    const fitting = (): PassedMessage | undefined =>
        interpretation.passed.reaching(interpretation.state, socket.id).find(({ descriptions }) =>
            fits(
                descriptions.map((id) => (id === null ? null : openAt(call, id))),
                rights,
            ),
        );
    return fitting() ?? (passUnderWay(call, socket.id, rights) ? fitting() : undefined);
}

type Passed = Pick<OpenDescriptor, "object" | "description">;

function openAt({ interpretation: { state } }: ReturnedCall, id: DescriptionId): Passed | undefined {
    const description = state.descriptions.get(id);
    const object = description === undefined ? undefined : state.objects.get(description.object);
    return description === undefined || object === undefined ? undefined : { description, object };
}

/** Null: which one was passed is not known. Beyond what was sent, SO_PASSPIDFD adds a descriptor of the sender. */
function fits(passed: readonly (Passed | null | undefined)[], rights: readonly MessageRight[]): boolean {
    return rights.every(({ facts: bytes }, index) => {
        const facts = factsOfBytes(bytes);
        const one = passed[index];
        if (index >= passed.length) return index === passed.length && facts?.kind === "pidfd";
        return one === null || (one !== undefined && agrees(one, facts));
    });
}

/** A receiver may return before its sender does: what came was passed. */
function passUnderWay({ interpretation }: ReturnedCall, receiver: ObjectId, arrived: readonly MessageRight[]): boolean {
    for (const { tasks } of interpretation.tasks.living()) {
        for (const task of tasks.values()) {
            const { pending } = task;
            if (pending?.row.meaning !== "sendMessages") continue;
            const { row, args, captures, stack } = pending;
            const sender = new ReturnedCall(interpretation, task, row, args, captures, 1, interpretation.state.time * 1e9, stack);
            const socket = socketAt(interpretation.state, sender.known(sender.int("fd"))?.object.id ?? null);
            const to = socket === undefined ? null : receiverTo(sender, socket, 0);
            if (socket === undefined || (to !== null && to.id !== receiver)) continue;
            const already = pending.passed ?? 0;
            const next = [...byMessage(messageRights(sender.capture("rights")))].find(([index]) => index >= already);
            if (next === undefined) continue;
            const [index, rights] = next;
            const passed = rights.map(({ fd }) => sender.known(fd));
            if (!fits(passed, arrived)) continue;
            pass(sender, new Array<null>(index + 1).fill(null));
            pending.passed = index + 1;
            return true;
        }
    }
    return false;
}

function byMessage(rights: readonly MessageRight[]): ReadonlyMap<number, readonly MessageRight[]> {
    const messages = new Map<number, MessageRight[]>();
    for (const right of rights) {
        const others = messages.get(right.message);
        if (others === undefined) messages.set(right.message, [right]);
        else others.push(right);
    }
    return messages;
}

export const passing = { meanings: { sendMessages, receiveMessages } } satisfies Mechanism;
