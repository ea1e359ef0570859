/** What must hold for one kind of object: one line for each kind of which more is known than its descriptors. */
import type { KernelObject, KernelObjectKind, KindTypes } from "../model/kindTypes";
import { eventfdRules } from "./eventfd";
import { fanotifyRules } from "./fanotify";
import { futexRules } from "./futex";
import type { KindRules } from "./kindRule";
import { messageQueueRules } from "./messageQueue";
import { pipeRules } from "./pipe";
import { posixMessageQueueRules } from "./posixMessageQueue";
import { semaphoreSetRules } from "./semaphoreSet";
import { signalfdRules } from "./signalfd";
import { socketRules } from "./socket";
import { userfaultfdRules } from "./userfaultfd";

const rules: { readonly [K in KernelObjectKind]?: KindRules<KindTypes[K]["object"]> } = {
    pipe: pipeRules,
    fifo: pipeRules,
    eventfd: eventfdRules,
    fanotify: fanotifyRules,
    futex: futexRules,
    messageQueue: messageQueueRules,
    posixMessageQueue: posixMessageQueueRules,
    semaphoreSet: semaphoreSetRules,
    signalfd: signalfdRules,
    socket: socketRules,
    userfaultfd: userfaultfdRules,
};

/** The rules get only objects of their own kind. */
export function rulesOf(object: KernelObject): KindRules<KernelObject> {
    return (rules as Readonly<Record<string, KindRules<KernelObject> | undefined>>)[object.kind] ?? {};
}
