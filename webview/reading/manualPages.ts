/** Which pages of the manual tell of a call, and of a kind of object. */
import type { KernelObjectKind } from "../../tracer/model/kindTypes";

const kinds: Partial<Record<KernelObjectKind, string>> = {
    pipe: "pipe(7)",
    fifo: "fifo(7)",
    socket: "socket(7)",
    epoll: "epoll(7)",
    eventfd: "eventfd(2)",
    signalfd: "signalfd(2)",
    timerfd: "timerfd_create(2)",
    inotify: "inotify(7)",
    pidfd: "pidfd_open(2)",
    memfd: "memfd_create(2)",
    messageQueue: "sysvipc(7)",
    semaphoreSet: "sysvipc(7)",
    sharedMemory: "sysvipc(7)",
    posixMessageQueue: "mq_overview(7)",
    futex: "futex(7)",
};

/** The kernel's names of calls that the manual has under others. */
const calls: Readonly<Record<string, string>> = {
    exit_group: "_exit",
    newfstatat: "stat",
    pread64: "pread",
    pwrite64: "pwrite",
    prlimit64: "prlimit",
    rt_sigaction: "sigaction",
    rt_sigprocmask: "sigprocmask",
    rt_sigsuspend: "sigsuspend",
    rt_sigpending: "sigpending",
    rt_sigtimedwait: "sigwaitinfo",
    pselect6: "select",
    semtimedop: "semop",
    mq_timedsend: "mq_send",
    mq_timedreceive: "mq_receive",
};

/** "read(2)", "pipe(7)"; of an event without a call only that of its object. */
export function manualPages(call: string | undefined, kind: KernelObjectKind | undefined): readonly string[] {
    const ofCall = call === undefined ? [] : [`${calls[call] ?? call}(${call.startsWith("mq_") ? 3 : 2})`];
    const ofKind = kind === undefined ? undefined : kinds[kind];
    return [...new Set([...ofCall, ...(ofKind === undefined ? [] : [ofKind])])];
}
