/** The mechanisms of the random scripts, each from its own file. */
import type { Choice } from "./choice";
import { descriptorChoices } from "./descriptor";
import { epollChoices } from "./epoll";
import { eventfdChoices } from "./eventfd";
import { fanotifyChoices } from "./fanotify";
import { fifoChoices } from "./fifo";
import { fileChoices } from "./file";
import { inotifyChoices } from "./inotify";
import { jobControlChoices } from "./jobControl";
import { futexChoices } from "./futex";
import { lockChoices } from "./lock";
import { mappingChoices } from "./mapping";
import { messageQueueChoices } from "./messageQueue";
import { pidfdChoices } from "./pidfd";
import { pipeChoices } from "./pipe";
import { posixMessageQueueChoices } from "./posixMessageQueue";
import { processChoices } from "./process";
import { readWriteChoices } from "./readWrite";
import { semaphoreSetChoices } from "./semaphoreSet";
import { sharedMemoryChoices } from "./sharedMemory";
import { signalChoices } from "./signal";
import { signalfdChoices } from "./signalfd";
import { socketChoices } from "./socket";
import { timerfdChoices } from "./timerfd";
import { transferChoices } from "./transfer";
import { ttyChoices } from "./tty";
import { userfaultfdChoices } from "./userfaultfd";

export const mechanisms = {
    descriptor: descriptorChoices,
    epoll: epollChoices,
    eventfd: eventfdChoices,
    fanotify: fanotifyChoices,
    fifo: fifoChoices,
    file: fileChoices,
    inotify: inotifyChoices,
    jobControl: jobControlChoices,
    futex: futexChoices,
    lock: lockChoices,
    mapping: mappingChoices,
    messageQueue: messageQueueChoices,
    pidfd: pidfdChoices,
    pipe: pipeChoices,
    posixMessageQueue: posixMessageQueueChoices,
    process: processChoices,
    readWrite: readWriteChoices,
    semaphoreSet: semaphoreSetChoices,
    sharedMemory: sharedMemoryChoices,
    signal: signalChoices,
    signalfd: signalfdChoices,
    socket: socketChoices,
    timerfd: timerfdChoices,
    transfer: transferChoices,
    tty: ttyChoices,
    userfaultfd: userfaultfdChoices,
} satisfies Readonly<Record<string, readonly Choice[]>>;

/** Those that the model does not follow yet, so that the kernel would find it wrong. */
const notYetModelled: readonly (keyof typeof mechanisms)[] = [];

export const enabledMechanisms: readonly (readonly Choice[])[] = Object.entries<readonly Choice[]>(mechanisms)
    .filter(([name]) => !notYetModelled.some((absent) => absent === name))
    .map(([, choices]) => choices);
