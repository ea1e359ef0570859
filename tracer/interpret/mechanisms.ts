/**
 * The table of mechanisms: what calls mean, what they wait for, and what reading and writing mean by the kind of object. A
 * meaning or a way of waiting without its function does not compile.
 */
import type { KernelObject, KernelObjectKind } from "../model/kindTypes";
import type { Meaning, WaitKind } from "../syscalls/table";
import { asynchronous } from "./asynchronous";
import { bytes } from "./bytes";
import { descriptorFlags } from "./descriptorFlags";
import { descriptors } from "./descriptors";
import type { Awaited, EnteredCall } from "./enteredCall";
import { epoll } from "./epoll";
import { eventfd } from "./eventfd";
import { fanotify } from "./fanotify";
import { fifo } from "./fifo";
import { file } from "./file";
import { jobControl } from "./jobControl";
import { inotify } from "./inotify";
import { ioUring } from "./ioUring";
import { futex } from "./futex";
import type { Mechanism } from "./mechanism";
import { lock } from "./lock";
import { mapping } from "./mapping";
import { messageQueue } from "./messageQueue";
import { names } from "./names";
import { opening } from "./opening";
import { passing } from "./passing";
import { pidfd } from "./pidfd";
import { pipe } from "./pipe";
import { poll } from "./poll";
import { posixMessageQueue } from "./posixMessageQueue";
import { processCalls } from "./processCalls";
import type { CallMeaning } from "./returnedCall";
import { semaphoreSet } from "./semaphoreSet";
import { sharedMemory } from "./sharedMemory";
import { signalfd } from "./signalfd";
import { signals } from "./signals";
import { sleeping } from "./sleeping";
import { socket } from "./socket";
import { asking } from "./stdioCalls";
import { systemVKey } from "./systemVKey";
import { timerfd } from "./timerfd";
import { transferring } from "./transferring";
import type { Transfers } from "./transfers";
import { userfaultfd } from "./userfaultfd";
import { waiting } from "./waiting";

const mechanisms = [
    asynchronous,
    bytes,
    descriptors,
    descriptorFlags,
    epoll,
    eventfd,
    fanotify,
    fifo,
    file,
    jobControl,
    inotify,
    ioUring,
    futex,
    lock,
    mapping,
    messageQueue,
    names,
    opening,
    passing,
    pidfd,
    pipe,
    poll,
    posixMessageQueue,
    processCalls,
    semaphoreSet,
    sharedMemory,
    signalfd,
    signals,
    sleeping,
    socket,
    asking,
    systemVKey,
    timerfd,
    transferring,
    userfaultfd,
    waiting,
] as const;

type KeysOf<Part extends keyof Mechanism, M = (typeof mechanisms)[number]> = M extends { readonly [P in Part]: infer Functions }
    ? keyof Functions
    : never;

/** Where one is missing, this is no table that can be asked, and the compiler names what is missing. */
type Complete<Table, Missing extends string> = [Missing] extends [never] ? Table : { readonly missing: Missing };

type Meanings = Complete<Readonly<Record<Meaning, CallMeaning>>, Exclude<Meaning, KeysOf<"meanings">>>;
type AwaitedBy = Complete<Readonly<Record<WaitKind, (call: EnteredCall) => Awaited | null>>, Exclude<WaitKind, KeysOf<"awaited">>>;

function merged<Value>(part: keyof Mechanism): Readonly<Record<string, Value | undefined>> {
    return Object.assign({}, ...mechanisms.map((mechanism: Mechanism) => mechanism[part])) as Readonly<Record<string, Value | undefined>>;
}

const meanings = merged<CallMeaning>("meanings") as Meanings;
const failures = merged<CallMeaning>("failures");
const awaits = merged("awaited") as AwaitedBy;
const transfers = merged<Transfers<KernelObject>>("transfers");

export function meaningOf(meaning: Meaning): CallMeaning {
    return meanings[meaning];
}

export function failureOf(meaning: Meaning): CallMeaning | undefined {
    return failures[meaning];
}

export function awaitedBy(call: EnteredCall, kind: WaitKind): Awaited | null {
    return awaits[kind](call);
}

const onlyBytes: Transfers<KernelObject> = {};

/** Of a kind about which no mechanism says anything, bytes move and that is all. */
export function transfersOfKind(kind: KernelObjectKind): Transfers<KernelObject> {
    return transfers[kind] ?? onlyBytes;
}
