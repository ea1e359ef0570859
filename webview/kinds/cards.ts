/** The kinds of kernel objects, as the worker knows them: a line for each. */
import { wordOf } from "../../tracer/model/identities";
import type { ObjectId } from "../../tracer/model/identities";
import type { KernelObject } from "../../tracer/model/kindTypes";
import type { ChannelFace } from "../card/channelFace";
import { anonymousMemory } from "./anonymousMemory/card";
import { device } from "./device/card";
import { directory } from "./directory/card";
import { epoll } from "./epoll/card";
import { eventfd } from "./eventfd/card";
import { fanotify } from "./fanotify/card";
import { fifo } from "./fifo/card";
import { file } from "./file/card";
import { futex } from "./futex/card";
import { inotify } from "./inotify/card";
import { ioUring } from "./ioUring/card";
import type { CardKind, Moment, ObjectKind, ObjectOf } from "./kind";
import { memfd } from "./memfd/card";
import { messageQueue } from "./messageQueue/card";
import { nullDevice } from "./null/card";
import { other } from "./other/card";
import { pidfd } from "./pidfd/card";
import { pipe } from "./pipe/card";
import { posixMessageQueue } from "./posixMessageQueue/card";
import { semaphoreSet } from "./semaphoreSet/card";
import { sharedMemory } from "./sharedMemory/card";
import { signalfd } from "./signalfd/card";
import { socket } from "./socket/card";
import { timerfd } from "./timerfd/card";
import { tty } from "./tty/card";
import { userfaultfd } from "./userfaultfd/card";

const cards = {
    pipe,
    fifo,
    file,
    directory,
    tty,
    null: nullDevice,
    device,
    socket,
    eventfd,
    epoll,
    signalfd,
    timerfd,
    inotify,
    fanotify,
    ioUring,
    userfaultfd,
    memfd,
    pidfd,
    messageQueue,
    semaphoreSet,
    sharedMemory,
    anonymousMemory,
    posixMessageQueue,
    futex,
    other,
} as const satisfies { readonly [K in ObjectKind]: CardKind<ObjectOf<K>> };

export type ObjectCard = ReturnType<(typeof cards)[ObjectKind]["card"]>;

export const objectKinds = Object.keys(cards) as readonly ObjectKind[];

export function cardKind(kind: ObjectKind): CardKind {
    return cards[kind];
}

/** Of an object that may be gone: its identity begins with its kind. */
export function kindOf(object: KernelObject | undefined, id: ObjectId): CardKind {
    const word = object?.kind ?? wordOf(id);
    return word in cards ? cards[word as ObjectKind] : other;
}

export function objectCard(object: KernelObject, moment: Moment): ObjectCard {
    const kind: CardKind<KernelObject, ObjectCard> = cards[object.kind];
    return kind.card(object, moment);
}

/** null: it has nothing of its own to say in Channels. */
export function channelFace(card: ObjectCard): ChannelFace | null {
    const kind: CardKind = cards[card.kind];
    return kind.channel?.(card) ?? null;
}

export function cardLines(card: ObjectCard): readonly string[] {
    const kind: CardKind = cards[card.kind];
    return kind.lines(card);
}
