/** send(2) and recv(2) with their relatives: where the bytes, the lengths, the flags and the names of their messages stand. */
import { addressOf } from "../../model/kinds/socket/address";
import { vectorMessages, type VectorMessage } from "../../syscalls/messageVector";
import { dataOf, type CapturedPayload, type ReturnedCall } from "../returnedCall";
import { credentialsIn } from "./credentials";
import { givenName } from "./naming";
import { tellReceived, tellSent } from "./traffic";

const [outOfBandFlag, peekFlag, truncatedFlag] = [0x1, 0x2, 0x20]; // MSG_OOB, MSG_PEEK, MSG_TRUNC
/** In struct msghdr. */
const [headerLength, flagsAt] = [56, 48];

/** One message of a call that has returned. */
export interface Message {
    /** What the call says: how much was sent or received; with MSG_TRUNC the message's own length. */
    readonly result: number;
    /** The name to which it goes, or from which it came; undefined: none; null: not known. */
    readonly address: string | null | undefined;
    /** As far as the kernel has filled the buffers, or as the program has given it. */
    readonly stored: number;
    readonly payload: CapturedPayload;
    /** `msg_flags` after the call; null: not known. */
    readonly flags: number | null;
}

/** Those that were sent, or received, in their order. */
export function messagesOf(call: ReturnedCall): readonly Message[] {
    return call.has("messages") ? severalMessages(call) : [onlyMessage(call)];
}

function onlyMessage(call: ReturnedCall): Message {
    const { result } = call;
    const capture = call.capture("data");
    const limit = call.has("count") ? call.size("count") : (capture?.fullLength ?? result);
    const stored = Math.min(result, limit);
    const flags = call.structure("header", headerLength)?.getUint32(flagsAt, true) ?? null;
    const address = hasAddress(call) ? givenName(call) : undefined;
    return { result, address, stored, payload: call.payload("data", stored), flags };
}

/** What was sent of each stands behind it after the call (struct mmsghdr). */
function severalMessages(call: ReturnedCall): readonly Message[] {
    if (call.row.meaning === "receiveMessages") {
        return vectorMessages(call.capture("received")).map((each) => oneOfSeveral(each.length, each));
    }
    const [structure, most] = [64, 1024]; // most: UIO_MAXIOV
    const given = vectorMessages(call.capture("given"));
    const messages: Message[] = [];
    for (let index = 0; index < Math.min(call.result, most); index++) {
        const result = call.structure("lengths", (index + 1) * structure)?.getUint32(index * structure + headerLength, true);
        if (result !== undefined) messages.push(oneOfSeveral(result, given[index]));
    }
    return messages;
}

function oneOfSeveral(result: number, known: VectorMessage | undefined): Message {
    if (known === undefined) return { result, address: null, stored: result, payload: {}, flags: null };
    const { name, bytes, fullLength, flags } = known;
    const stored = Math.min(result, fullLength);
    return { result, address: name.length === 0 ? undefined : addressOf(name)?.name, stored, payload: dataOf(bytes, stored), flags };
}

/** To whom the message at that place goes, whether or not it was sent; undefined: to the other end; null: not known. */
export function addressOfMessage(call: ReturnedCall, index: number): string | null | undefined {
    if (!call.has("messages")) return hasAddress(call) ? givenName(call) : undefined;
    const message = vectorMessages(call.capture("given"))[index];
    return message === undefined ? null : message.name.length === 0 ? undefined : addressOf(message.name)?.name;
}

/** Another than the connected socket gets it (sendmsg(2), msg_name). */
function hasAddress(call: ReturnedCall): boolean {
    if (call.has("address")) return call.word("address") !== 0n;
    return (call.structure("header", headerLength)?.getBigUint64(0, true) ?? 0n) !== 0n;
}

export function isPeeking(call: ReturnedCall): boolean {
    return (call.unsigned("flags") & peekFlag) !== 0;
}

function isOutOfBand(call: ReturnedCall): boolean {
    return (call.unsigned("flags") & outOfBandFlag) !== 0;
}

function askedBy(call: ReturnedCall): number | undefined {
    return call.has("count") && !call.has("messages") ? call.size("count") : undefined;
}

export function tellMessagesSent(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open?.object.kind !== "socket") {
        call.tellReturned();
        return;
    }
    const begun = open.object.sending.filter(({ tid, abandoned }) => tid === call.task.tid && !abandoned);
    let taken = begun[0]?.taken ?? 0;
    for (const [index, { result, payload, address }] of messagesOf(call).entries()) {
        const credentials = credentialsIn(call);
        const before = Math.min(result, taken);
        taken -= before;
        const received = begun[index]?.received === true;
        const how = { asked: askedBy(call), address, outOfBand: isOutOfBand(call), credentials };
        tellSent(call, open, { length: result, payload, ...how, before, received });
    }
}

export function sendFailed(call: ReturnedCall): void {
    call.tellReturned(call.result, addressOfMessage(call, 0) === undefined ? {} : { elsewhere: true });
}

export function tellMessagesReceived(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open?.object.kind !== "socket") {
        call.tellReturned();
        return;
    }
    const isTruncating = (call.unsigned("flags") & truncatedFlag) !== 0;
    // A stream throws so much away (tcp(7)).
    const skips = isTruncating && open.object.type === "SOCK_STREAM" && open.object.family !== "AF_UNIX";
    for (const { result, stored, payload, address, flags } of messagesOf(call)) {
        const asked = askedBy(call);
        const wasCut = flags !== null && (flags & truncatedFlag) !== 0 && open.object.type !== "SOCK_STREAM";
        tellReceived(call, open, {
            length: skips ? result : stored,
            ...(result > stored && !skips && { whole: result }),
            payload: skips ? {} : payload,
            asked,
            mayBeCut: asked === undefined ? flags === null || wasCut : result === asked && !isTruncating,
            ...(wasCut && { cut: true }),
            address: address ?? undefined,
            peeked: isPeeking(call),
            outOfBand: isOutOfBand(call),
            credentials: credentialsIn(call),
        });
    }
}
