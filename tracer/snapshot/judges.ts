/** One line for each kind of object: what the kernel is asked about it, and how its answers are compared with the model. */
import type { KernelObjectKind, KindTypes } from "../model/kindTypes";
import { statusInquiry } from "../trace/processStatus";
import { epollJudge } from "./epoll";
import { contentsInquiry } from "./compareContents";
import { allLocks } from "./compareLocks";
import { eventfdJudge } from "./eventfd";
import { fanotifyJudge } from "./fanotify";
import { fileJudge } from "./file";
import { futexJudge } from "./futex";
import type { Inquiry } from "./inquiry";
import { inotifyJudge } from "./inotify";
import { ioUringJudge } from "./ioUring";
import type { Judge } from "./judge";
import { statInquiry } from "./kernelJob";
import { mapsInquiry } from "./kernelMappings";
import { messageQueueJudge } from "./messageQueue";
import { pidfdJudge } from "./pidfd";
import { pipeJudge } from "./pipe";
import { posixMessageQueueJudge } from "./posixMessageQueue";
import { queueInquiries } from "./queuedSignals";
import { semaphoreSetJudge } from "./semaphoreSet";
import { sharedMemoryJudge } from "./sharedMemory";
import { signalfdJudge } from "./signalfd";
import { socketJudge } from "./socket";
import { timerfdJudge } from "./timerfd";
import { ttyJudge } from "./tty";
import { userfaultfdJudge } from "./userfaultfd";

/** Nothing but what the descriptors say. */
const plain = { inquiries: [] } as const;

const judges: { readonly [K in KernelObjectKind]: Judge<KindTypes[K]["object"]> } = {
    pipe: pipeJudge,
    fifo: pipeJudge,
    file: fileJudge,
    memfd: fileJudge,
    eventfd: eventfdJudge,
    directory: plain,
    tty: ttyJudge,
    null: plain,
    device: plain,
    socket: socketJudge,
    epoll: epollJudge,
    signalfd: signalfdJudge,
    timerfd: timerfdJudge,
    inotify: inotifyJudge,
    fanotify: fanotifyJudge,
    ioUring: ioUringJudge,
    userfaultfd: userfaultfdJudge,
    pidfd: pidfdJudge,
    messageQueue: messageQueueJudge,
    posixMessageQueue: posixMessageQueueJudge,
    semaphoreSet: semaphoreSetJudge,
    sharedMemory: sharedMemoryJudge,
    futex: futexJudge,
    anonymousMemory: plain,
    other: plain,
};

/** The judge gets only objects of its own kind. */
export function judgeOf(kind: KernelObjectKind): Judge {
    return judges[kind];
}

/** Everything that the engine asks when it takes an account. */
export function allInquiries(): readonly Inquiry[] {
    const ofKinds = new Set(Object.values(judges)).values();
    return [
        statusInquiry,
        ...queueInquiries,
        statInquiry,
        mapsInquiry,
        contentsInquiry,
        allLocks,
        ...[...ofKinds].flatMap(({ inquiries }) => inquiries),
    ];
}
