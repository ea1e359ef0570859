/** send(2) and recv(2) with their relatives: where the bytes, the lengths, the flags and the names of their messages stand. */
import type { ReturnedCall } from "../returnedCall";
import { givenName } from "./naming";
import { tellReceived, tellSent } from "./traffic";

const [outOfBandFlag, peekFlag, truncatedFlag] = [0x1, 0x2, 0x20]; // MSG_OOB, MSG_PEEK, MSG_TRUNC
/** In struct msghdr. */
const [headerLength, flagsAt] = [56, 48];

/** The lengths of sendmmsg(2) and recvmmsg(2) stand behind each message (struct mmsghdr). */
export function lengthsOf(call: ReturnedCall): readonly (number | null)[] {
    if (!call.has("messages")) return [call.result];
    const [structure, place, most] = [64, headerLength, 1024]; // most: UIO_MAXIOV
    const lengths: (number | null)[] = [];
    for (let index = 0; index < Math.min(call.result, most); index++) {
        const view = call.structure("lengths", (index + 1) * structure);
        lengths.push(view?.getUint32(index * structure + place, true) ?? null);
    }
    return lengths;
}

/** The name to which it goes, or from which it came. */
export function addressIn(call: ReturnedCall): string | undefined {
    return hasAddress(call) ? givenName(call) : undefined;
}

/** Another than the connected socket gets it (sendmsg(2), msg_name). */
export function hasAddress(call: ReturnedCall): boolean {
    if (call.has("address")) return call.word("address") !== 0n;
    return (call.structure("header", headerLength)?.getBigUint64(0, true) ?? 0n) !== 0n;
}

export function isPeeking(call: ReturnedCall): boolean {
    return (call.unsigned("flags") & peekFlag) !== 0;
}

function isOutOfBand(call: ReturnedCall): boolean {
    return (call.unsigned("flags") & outOfBandFlag) !== 0;
}

export function tellMessagesSent(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open?.object.kind !== "socket") {
        call.tellReturned();
        return;
    }
    for (const [index, length] of lengthsOf(call).entries()) {
        if (length === null) continue;
        // Of several messages the names of the others are not captured.
        const address = index === 0 || !hasAddress(call) ? addressIn(call) : null;
        const asked = call.has("count") && !call.has("messages") ? call.size("count") : undefined;
        const payload = index === 0 ? call.payload("data", length) : {};
        tellSent(call, open, { length, payload, asked, address, outOfBand: isOutOfBand(call) });
    }
}

export function tellMessagesReceived(call: ReturnedCall): void {
    const open = call.used(call.int("fd"));
    if (open?.object.kind !== "socket") {
        call.tellReturned();
        return;
    }
    const flags = call.unsigned("flags");
    for (const [index, result] of lengthsOf(call).entries()) {
        if (result === null) continue;
        const isOne = !call.has("messages");
        const asked = isOne && call.has("count") ? call.size("count") : undefined;
        // With MSG_TRUNC the result is the message's own length; a stream throws so much away (tcp(7)).
        const length = Math.min(result, asked ?? result);
        const skips = (flags & truncatedFlag) !== 0 && open.object.type === "SOCK_STREAM" && open.object.family !== "AF_UNIX";
        tellReceived(call, open, {
            length: skips ? result : length,
            ...(result > length && !skips && { whole: result }),
            payload: index === 0 && !skips ? call.payload("data", length) : {},
            asked,
            mayBeCut: asked === undefined ? isCut(call) : result === asked && (flags & truncatedFlag) === 0,
            address: index === 0 ? addressIn(call) : undefined,
            peeked: (flags & peekFlag) !== 0,
            outOfBand: isOutOfBand(call),
        });
    }
}

/** The kernel says that the message did not fit (recvmsg(2), msg_flags); of several messages, that is not known. */
function isCut(call: ReturnedCall): boolean {
    if (call.has("messages")) return true;
    return ((call.structure("header", headerLength)?.getUint32(flagsAt, true) ?? truncatedFlag) & truncatedFlag) !== 0;
}
