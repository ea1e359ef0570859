/** Structures of the kernel, laid out from what a log shows of them (x86-64). Undefined: the log does not show enough. */
import { field, itemsOf, type Value } from "../strace-parser/value";
import type { Word } from "../trace/record";
import { signalNumber } from "./constants";
import { numberOf, wordOf } from "./words";

/** A number of 1, 2, 4 or 8 bytes. */
type Part = readonly [size: 1 | 2 | 4 | 8, value: Word | undefined];

/** What is not shown is zero; what does not fit into its place loses its upper bits. */
export function laidOut(length: number, parts: readonly Part[]): Uint8Array {
    const layout = new Layout(length);
    // Not taken apart in the head of the loop: that asks for an iterator for each.
    for (const part of parts) layout.put(part[0], part[1]);
    return layout.bytes;
}

/** Numbers one behind the other. */
class Layout {
    readonly bytes: Uint8Array;
    private at = 0;

    constructor(length: number) {
        this.bytes = freshBytes(length);
    }

    put(size: Part[0], value: Word = 0): void {
        const { bytes, at } = this;
        putLow(bytes, at, size, typeof value === "number" ? value : Number(BigInt.asUintN(32, value)));
        if (size === 8) putLow(bytes, at + 4, 4, upperHalf(value));
        this.at = at + size;
    }
}

/** Of what is longer than this, each array has memory of its own from the system, which takes longer than to fill it. */
const longestOfEngine = 64;
let slab = new Uint8Array(1 << 16);
let slabUsed = 0;

/** Zeroes. */
function freshBytes(length: number): Uint8Array {
    if (length <= longestOfEngine || length > slab.length) return new Uint8Array(length);
    if (slabUsed + length > slab.length) {
        slab = new Uint8Array(slab.length);
        slabUsed = 0;
    }
    slabUsed += length;
    return slab.subarray(slabUsed - length, slabUsed);
}

function upperHalf(value: Word): number {
    return typeof value === "number" ? Math.floor(value / 2 ** 32) : Number(BigInt.asUintN(32, value >> 32n));
}

/** At most 32 bits of a number. */
function putLow(bytes: Uint8Array, at: number, size: number, value: number): void {
    const low = value | 0;
    bytes[at] = low;
    if (size > 1) bytes[at + 1] = low >> 8;
    if (size > 2) {
        bytes[at + 2] = low >> 16;
        bytes[at + 3] = low >> 24;
    }
}

/** What a pointer leads to, after the call. */
export function afterwards(value: Value | undefined): Value | undefined {
    return value?.is === "changed" ? afterwards(value.after) : value;
}

/** A field by its name, or of older versions by its place. */
function member(value: Value | undefined, name: string, place: number): Value | undefined {
    const named = field(value, name);
    if (named !== undefined || value?.is !== "structure") return named;
    const item = value.items[place];
    return item?.is === "named" ? undefined : item;
}

export function integers(value: Value | undefined, size: 4 | 8, count: number): Uint8Array | undefined {
    const items = itemsOf(afterwards(value));
    const numbers = items.slice(0, count).map(wordOf);
    if (numbers.length < count || numbers.includes(undefined)) return undefined;
    return laidOut(
        size * count,
        numbers.map((word) => [size, word] as const),
    );
}

/** `[INT CHLD]`, `~[RTMIN]` as sigset_t. */
export function signalSet(value: Value | undefined): Uint8Array | undefined {
    const set = afterwards(value);
    if (set?.is !== "list") return undefined;
    const mask = new Uint8Array(8);
    for (const item of set.items) {
        const bit = (signalNumber(item.is === "name" ? item.name : "") ?? 0) - 1;
        if (bit >= 0) mask[bit >> 3] = (mask[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
    return set.inverted ? mask.map((byte) => ~byte) : mask;
}

/** struct sigaction of the kernel: handler, flags, restorer, mask. */
export function signalAction(value: Value | undefined): Uint8Array | undefined {
    if (value?.is !== "structure") return undefined;
    const handler = wordOf(member(value, "sa_handler", 0)) ?? wordOf(field(value, "sa_sigaction"));
    const mask = signalSet(member(value, "sa_mask", 1));
    if (handler === undefined) return undefined;
    const action = laidOut(32, [
        [8, handler],
        [8, wordOf(member(value, "sa_flags", 2))],
        [8, wordOf(member(value, "sa_restorer", 3))],
    ]);
    if (mask !== undefined) action.set(mask, 24);
    return action;
}

/** siginfo_t, as far as the model reads it: number, code, sender, how a child ended. */
export function signalInformation(value: Value | undefined, length: number): Uint8Array | undefined {
    const information = afterwards(value);
    if (information?.is !== "structure") return undefined;
    const [number, code] = [numberOf(field(information, "si_signo")), numberOf(field(information, "si_code"))];
    if (number === undefined || code === undefined) return undefined;
    return laidOut(length, [
        [4, number],
        [4, 0],
        [4, code],
        [4, 0],
        [4, numberOf(field(information, "si_pid"))],
        [4, numberOf(field(information, "si_uid"))],
        [4, numberOf(field(information, "si_status")) ?? numberOf(field(information, "si_int"))],
        [4, 0],
    ]);
}

/** `[{WIFEXITED(s) && WEXITSTATUS(s) == 3}]` as wait(2) stores it. */
export function waitStatus(value: Value | undefined): number | undefined {
    const [structure] = itemsOf(afterwards(value));
    if (structure === undefined || structure.is !== "structure") return numberOf(structure);
    let [status, dumped]: [number | undefined, boolean] = [undefined, false];
    const [continued, stopped, dumpFlag] = [0xffff, 0x7f, 0x80];
    for (const [name, number] of told(structure.items[0])) {
        if (name === "WIFCONTINUED") status = continued;
        else if (name === "WEXITSTATUS") status = (number ?? 0) << 8;
        else if (name === "WTERMSIG") status = number;
        else if (name === "WSTOPSIG") status = ((number ?? 0) << 8) | stopped;
        else if (name === "WCOREDUMP") dumped = true;
    }
    return status !== undefined && dumped ? status | dumpFlag : status;
}

/** The macros of a wait status with what they are equal to, from left to right. */
function* told(value: Value | undefined): Generator<readonly [string, number | undefined]> {
    if (value?.is === "applied") yield [value.name, undefined];
    if (value?.is !== "joined") return;
    if (value.operator === "==" && value.left.is === "joined") {
        // a && b == 3 is read from left to right: the number belongs to the last macro.
        yield* told(value.left.left);
        if (value.left.right.is === "applied") yield [value.left.right.name, numberOf(value.right)];
    } else if (value.operator === "==" && value.left.is === "applied") {
        yield [value.left.name, numberOf(value.right)];
    } else {
        yield* told(value.left);
        yield* told(value.right);
    }
}

/** struct itimerspec or itimerval: interval, then value. */
export function timerValues(value: Value | undefined): Uint8Array | undefined {
    const parts = ["interval", "value"].flatMap((name, place) => {
        const time = member(value, `it_${name}`, place);
        const fraction = field(time, "tv_nsec") ?? field(time, "tv_usec") ?? (time?.is === "structure" ? time.items[1] : undefined);
        return [wordOf(member(time, "tv_sec", 0)), wordOf(fraction)];
    });
    if (parts.includes(undefined)) return undefined;
    return laidOut(
        32,
        parts.map((part) => [8, part] as const),
    );
}

/** struct flock. */
export function fileLock(value: Value | undefined): Uint8Array | undefined {
    if (value?.is !== "structure" || field(value, "l_type") === undefined) return undefined;
    return laidOut(32, [
        [2, numberOf(field(value, "l_type"))],
        [2, numberOf(field(value, "l_whence"))],
        [4, 0],
        [8, wordOf(field(value, "l_start"))],
        [8, wordOf(field(value, "l_len"))],
        [4, numberOf(field(value, "l_pid"))],
    ]);
}

/** struct clone_args. */
export function cloneArguments(value: Value | undefined): Uint8Array | undefined {
    const given = value?.is === "changed" ? value.before : value;
    if (given?.is !== "structure") return undefined;
    const names = ["flags", "pidfd", "child_tid", "parent_tid", "exit_signal", "stack", "stack_size", "tls"];
    return laidOut(
        64,
        names.map((name) => [8, wordOf(field(given, name))] as const),
    );
}

/** struct epoll_event, packed. */
export function epollEvent(value: Value | undefined): Uint8Array | undefined {
    const data = member(value, "data", 1);
    const [events, word] = [numberOf(member(value, "events", 0)), wordOf(field(data, "u64")) ?? wordOf(field(data, "u32"))];
    if (events === undefined || word === undefined) return undefined;
    return laidOut(12, [
        [4, events],
        [8, word],
    ]);
}

/** struct pollfd. `ready`: what the call said, with `revents`, of those that are ready; the others are not. */
export function pollDescriptors(value: Value | undefined, ready: readonly Value[] | null): Uint8Array | undefined {
    const items = itemsOf(value);
    if (items.length === 0) return undefined;
    const returned =
        ready === null || ready.length === 0 ? null : new Map(ready.map((item) => [fdOf(item), numberOf(field(item, "revents"))]));
    const layout = new Layout(8 * items.length);
    for (const item of items) {
        const fd = fdOf(item);
        layout.put(4, fd);
        layout.put(2, numberOf(field(item, "events")));
        layout.put(2, returned?.get(fd));
    }
    return layout.bytes;
}

function fdOf(polled: Value): number | undefined {
    return numberOf(field(polled, "fd"));
}

/** fd_set of 1024 descriptors; `null` of those that are in no set of the answer: an empty one. */
export function descriptorSet(items: readonly Value[]): Uint8Array {
    const bytes = Buffer.alloc(128);
    for (const item of items) {
        const fd = numberOf(item) ?? -1;
        if (fd >= 0 && fd < 1024) bytes[fd >> 3] = (bytes[fd >> 3] ?? 0) | (1 << (fd & 7));
    }
    return bytes;
}
