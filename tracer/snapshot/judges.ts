/** One line for each kind of object: what the kernel is asked about it, and how its answers are compared with the model. */
import type { KernelObjectKind } from "../model/state";
import { statusInquiry } from "../trace/processStatus";
import { eventfdInquiries } from "./eventfd";
import { fileJudge } from "./file";
import type { Inquiry } from "./inquiry";
import type { Judge } from "./judge";
import { messageQueueInquiries } from "./messageQueue";
import { pipeJudge } from "./pipe";

/** Nothing but what the descriptors say. */
const plain: Judge = { inquiries: [] };

export const judges: Readonly<Record<KernelObjectKind, Judge>> = {
    pipe: pipeJudge,
    fifo: pipeJudge,
    file: fileJudge,
    memfd: fileJudge,
    eventfd: { inquiries: eventfdInquiries },
    directory: plain,
    tty: plain,
    null: plain,
    device: plain,
    socket: plain,
    epoll: plain,
    signalfd: plain,
    timerfd: plain,
    inotify: plain,
    pidfd: plain,
    messageQueue: plain,
    other: plain,
};

/** Everything that the engine asks when it takes an account. */
export function allInquiries(): readonly Inquiry[] {
    const ofKinds = new Set(Object.values(judges)).values();
    return [statusInquiry, ...[...ofKinds].flatMap(({ inquiries }) => inquiries), ...messageQueueInquiries];
}
