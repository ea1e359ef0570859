/** The table of kinds: what each says of itself. A kind that is missing does not compile. */
import { wordOf, type ObjectId } from "../identities";
import type { KernelObject, KernelObjectKind, KindTypes } from "../kindTypes";
import { epoll } from "./epoll";
import { anonymousMemory } from "./anonymousMemory";
import { eventfd } from "./eventfd";
import { fanotify } from "./fanotify";
import { fifo } from "./fifo";
import { file, memfd } from "./file";
import { inotify } from "./inotify";
import { ioUring } from "./ioUring";
import { futex } from "./futex";
import type { Kind, ObjectEvent } from "./kind";
import { messageQueue } from "./messageQueue";
import { pidfd } from "./pidfd";
import { pipe } from "./pipe";
import { posixMessageQueue } from "./posixMessageQueue";
import * as recognised from "./recognised";
import { semaphoreSet } from "./semaphoreSet";
import { sharedMemory } from "./sharedMemory";
import { signalfd } from "./signalfd";
import { socket } from "./socket";
import { timerfd } from "./timerfd";
import { tty } from "./tty";
import { userfaultfd } from "./userfaultfd";

export const kinds: { readonly [K in KernelObjectKind]: KindTypes[K]["kind"] } = {
    pipe,
    fifo,
    file,
    memfd,
    epoll,
    eventfd,
    messageQueue,
    posixMessageQueue,
    semaphoreSet,
    sharedMemory,
    anonymousMemory,
    signalfd,
    timerfd,
    inotify,
    fanotify,
    ioUring,
    userfaultfd,
    pidfd,
    futex,
    socket,
    directory: recognised.directory,
    tty,
    null: recognised.nullDevice,
    device: recognised.device,
    other: recognised.other,
};

/** What an object's kind says of it: the object is given back to the functions of its own kind only. */
export type KindOfAny = Kind<KernelObject, unknown, ObjectEvent>;

export function kindOf(object: KernelObject): KindOfAny {
    return kinds[object.kind] as unknown as KindOfAny;
}

/** Of an object that may be gone: its name begins with the word of its kind. Undefined for a word that is none. */
export function kindOfId(id: ObjectId): KindOfAny | undefined {
    const word = wordOf(id);
    return word in kinds ? (kinds[word as KernelObjectKind] as unknown as KindOfAny) : undefined;
}
