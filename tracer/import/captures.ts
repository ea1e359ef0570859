/** What the engine would have copied of a call (docs/engine-interface.md, "Capture programs"), as far as a log shows it. */
import { textBytes } from "../strace-parser/textBytes";
import { field, itemsOf, type Value } from "../strace-parser/value";
import type { Capture, Word } from "../trace/record";
import type { PlannedCapture } from "./capturePlan";
import type { LoggedCall } from "./loggedCall";
import type { MadeObjects } from "./madeObjects";
import { namesOfCall, socketAddress } from "./socketNames";
import { numberOf, wordOf } from "./words";
import {
    afterwards,
    cloneArguments,
    descriptorSet,
    epollEvent,
    fileLock,
    integers,
    laidOut,
    pollDescriptors,
    signalAction,
    signalInformation,
    signalSet,
    timerValues,
    waitStatus,
} from "./structures";

interface Copied {
    readonly bytes: Uint8Array;
    /** Of bytes that the log has cut off, how many there were. */
    readonly full?: number;
}

/** Of the entry. */
export function entryCaptures(call: LoggedCall, objects: MadeObjects): Capture[] {
    const captures: Capture[] = [];
    for (const operation of call.row.plan.entry) add(captures, operation.index, copy(call, operation, objects));
    return captures;
}

/** Of the exit; a call that failed has none. */
export function exitCaptures(call: LoggedCall, objects: MadeObjects, captures: Capture[] = []): Capture[] {
    if (call.result === null || call.result < 0) return captures;
    for (const operation of call.row.plan.exit) add(captures, operation.index, copy(call, operation, objects));
    return captures;
}

function add(captures: Capture[], operation: number, copied: Copied | undefined): void {
    if (copied === undefined) return;
    const { bytes, full = 0 } = copied;
    captures.push({ operation, status: full > bytes.length ? "cut" : "whole", fullLength: Math.max(full, bytes.length), bytes });
}

function copy(call: LoggedCall, operation: PlannedCapture, objects: MadeObjects): Copied | undefined {
    const value = valueAt(call, operation);
    switch (operation.kind) {
        case "string":
            return value?.is === "text" ? copiedText(value, null) : undefined;
        case "object": {
            const made = objects.of(call, operation.place, value);
            return made === undefined ? undefined : { bytes: made.facts.bytes(made.flags) };
        }
        case "bytes":
            return bytesAt(call, operation, value);
        case "iovec":
            return gathered(call, operation, value);
        case "fixed":
            return whole(structureAt(call, operation, value));
        case "rights":
            return whole(rightsIn(call, objects));
        case "socket":
            return whole(namesOfCall(call));
    }
}

function whole(bytes: Uint8Array | undefined): Copied | undefined {
    return bytes === undefined ? undefined : { bytes };
}

function valueAt(call: LoggedCall, { argument, item }: PlannedCapture): Value | undefined {
    if (argument === null) return undefined;
    const value = call.arguments[argument];
    return item === null ? value : itemsOf(afterwards(value))[item];
}

/** `asked`: how many bytes there were, where the log tells; null: it does not. */
function copiedText(value: Value & { readonly is: "text" }, asked: number | null): Copied {
    const bytes = textBytes(value.raw);
    if (!value.cut) return { bytes };
    return { bytes, full: Math.max(asked ?? 0, bytes.length + 1) };
}

function bytesAt(call: LoggedCall, { name, place }: PlannedCapture, value: Value | undefined): Copied | undefined {
    if (name === "polled" || name === "ready") return whole(pollDescriptors(value, name === "polled" ? null : readyIn(call)));
    if (name === "reported") return reported(value);
    if (name === "name") return whole(socketAddress(value));
    // msgsnd(2): the text behind its type.
    const text = place.endsWith("+8") && value?.is === "structure" ? value.items[1] : value;
    const shown = text?.is === "named" ? text.value : text;
    return shown?.is === "text" ? copiedText(shown, movedBytes(call)) : undefined;
}

/** How many bytes the call moved, or was to move. */
function movedBytes(call: LoggedCall): number | null {
    if (call.result !== null && call.result >= 0 && !call.row.plan.sends) return call.result;
    const { countAt } = call.row;
    return countAt < 0 ? null : (numberOf(call.arguments[countAt]) ?? null);
}

function readyIn(call: LoggedCall): readonly Value[] {
    return itemsOf(call.explanation?.[0]);
}

function reported(value: Value | undefined): Copied | undefined {
    const events = itemsOf(afterwards(value)).map(epollEvent);
    const known = events.filter((event) => event !== undefined);
    return known.length < events.length ? undefined : { bytes: Buffer.concat(known) };
}

/** Of a vector, or of the one in a message. */
function gathered(call: LoggedCall, { place }: PlannedCapture, value: Value | undefined): Copied | undefined {
    const { sends } = call.row.plan;
    const vector = itemsOf(place.startsWith("*") ? field(afterwards(value), "msg_iov") : value);
    const pieces: Uint8Array[] = [];
    let full = 0;
    for (const item of vector) {
        const text = field(item, "iov_base") ?? (item.is === "structure" ? item.items[0] : undefined);
        if (text?.is !== "text") return undefined;
        const bytes = textBytes(text.raw);
        const length = numberOf(field(item, "iov_len")) ?? bytes.length;
        full += sends ? length : bytes.length;
        pieces.push(bytes);
        // What comes behind bytes that are missing has no place.
        if (!text.cut) continue;
        return { bytes: Buffer.concat(pieces), full: Math.max(full, (sends ? null : call.result) ?? 0, 1) };
    }
    return vector.length === 0 ? undefined : { bytes: Buffer.concat(pieces), full };
}

function structureAt(call: LoggedCall, operation: PlannedCapture, value: Value | undefined): Uint8Array | undefined {
    switch (operation.name) {
        case "ends":
            return integers(value, 4, 2);
        case "pidfd":
            return integers(value, 4, 1);
        case "status":
            return statusBytes(waitStatus(value));
        case "information":
            return signalInformation(value, call.row.name === "waitid" ? 128 : 32);
        case "interest":
            return epollEvent(value);
        case "action":
            return signalAction(value);
        case "set":
        case "mask":
            return signalSet(value);
        case "value":
            return call.row.name === "setsockopt" || call.row.name === "getsockopt" ? integers(value, 4, 1) : timerValues(value);
        case "left":
            return timerValues(afterwards(value));
        case "lock":
            return fileLock(value);
        case "cloneArguments":
            return cloneArguments(value);
        case "type":
            return messageType(value);
        case "header":
            return messageHeader(afterwards(value));
        case "frame":
            return signalFrame(value);
        case "how":
            return number64(wordOf(field(value, "flags")));
        case "readable":
        case "writable":
        case "exceptional":
            return value?.is === "list" ? descriptorSet(value.items) : undefined;
        case "readyToRead":
            return selected(call, "in", value);
        case "readyToWrite":
            return selected(call, "out", value);
        case "readyExceptional":
            return selected(call, "except", value);
        default:
            return undefined;
    }
}

/** `1 (in [3], left {…})`: what a log does not name is not ready. */
function selected(call: LoggedCall, word: string, given: Value | undefined): Uint8Array | undefined {
    if (given?.is !== "list") return undefined;
    const words = call.explanation ?? [];
    const at = words.findIndex((value) => value.is === "name" && value.name === word);
    return descriptorSet(at < 0 ? [] : itemsOf(words[at + 1]));
}

function statusBytes(status: number | undefined): Uint8Array | undefined {
    if (status === undefined) return undefined;
    return laidOut(4, [[4, status]]);
}

function number64(word: Word | undefined): Uint8Array | undefined {
    return word === undefined ? undefined : laidOut(8, [[8, word]]);
}

function messageType(value: Value | undefined): Uint8Array | undefined {
    if (value?.is !== "structure") return undefined;
    return number64(wordOf(value.items[0]));
}

/** What rt_sigreturn(2) finds on the stack: only the mask, behind all registers. */
function signalFrame(value: Value | undefined): Uint8Array | undefined {
    const mask = signalSet(field(value, "mask"));
    return mask === undefined ? undefined : Buffer.concat([Buffer.alloc(256), mask]);
}

/** struct msghdr: only its length of the name, and its flags. */
function messageHeader(value: Value | undefined): Uint8Array | undefined {
    if (value?.is !== "structure") return undefined;
    return laidOut(56, [
        [8, 0],
        [4, numberOf(afterwards(field(value, "msg_namelen")))],
        [4, 0],
        ...Array.from({ length: 4 }, () => [8, 0] as const),
        [4, numberOf(field(value, "msg_flags"))],
    ]);
}

function rightsIn(call: LoggedCall, objects: MadeObjects): Uint8Array | undefined {
    const message = afterwards(call.arguments[1]);
    const passed = itemsOf(field(message, "msg_control"))
        .filter((control) => isName(field(control, "cmsg_type"), "SCM_RIGHTS"))
        .flatMap((control) => itemsOf(field(control, "cmsg_data")));
    if (passed.length === 0) return undefined;
    return Buffer.concat(
        passed.map((value) => {
            const made = objects.passed(call, value);
            const facts = made === undefined ? new Uint8Array() : made.facts.bytes(made.flags);
            const head = laidOut(8, [
                [4, numberOf(value) ?? -1],
                [2, 0],
                [2, facts.length],
            ]);
            return Buffer.concat([head, facts]);
        }),
    );
}

function isName(value: Value | undefined, name: string): boolean {
    return value?.is === "name" && value.name === name;
}
