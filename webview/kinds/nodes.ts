/** The kinds of kernel objects, as the page draws them: a line for each. */
import type { CSSResult, TemplateResult } from "lit";
import type { Actions, Look } from "../frame/frame";
import type { ObjectCard } from "./cards";
import { epoll } from "./epoll/node";
import { anonymousMemory } from "./anonymousMemory/node";
import { eventfd } from "./eventfd/node";
import { lined } from "./lined/node";
import { futex } from "./futex/node";
import { messageQueue } from "./messageQueue/node";
import type { NodeKind } from "./nodeKind";
import { pipe } from "./pipe/node";
import { plain } from "./plain/node";
import { posixMessageQueue } from "./posixMessageQueue/node";
import { semaphoreSet } from "./semaphoreSet/node";
import { sharedMemory } from "./sharedMemory/node";
import { socket } from "./socket/node";

const nodes: { readonly [K in ObjectCard["kind"]]: NodeKind<ObjectCard & { readonly kind: K }> } = {
    pipe,
    fifo: pipe,
    file: plain,
    directory: plain,
    tty: plain,
    null: plain,
    device: plain,
    socket,
    eventfd,
    epoll,
    signalfd: lined,
    timerfd: lined,
    inotify: lined,
    fanotify: lined,
    ioUring: lined,
    userfaultfd: lined,
    memfd: plain,
    pidfd: lined,
    messageQueue,
    semaphoreSet,
    sharedMemory,
    anonymousMemory,
    posixMessageQueue,
    futex,
    other: plain,
};

export function objectNode(card: ObjectCard, look: Look, actions: Actions): TemplateResult {
    const kind: NodeKind = nodes[card.kind];
    return kind.draw(card, look, actions);
}

export const objectStyles: readonly CSSResult[] = [...new Set(Object.values(nodes).flatMap(({ styles }) => styles))];
