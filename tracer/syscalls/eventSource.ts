/** Descriptors that report events: signalfd, timerfd, inotify, fanotify, pidfd and others. */
import type { SyscallFamily } from "./row";

const made = { captures: { object: "x object result" }, changesDescriptors: true, meaning: "makeDescriptor" } as const;

export const eventSourceCalls = {
    timerfd_create: { number: 283, arguments: ["clock", "flags"], ...made },
    inotify_init: { number: 253, arguments: [], ...made },
    inotify_init1: { number: 294, arguments: ["flags"], ...made },
    fanotify_init: { number: 300, arguments: ["flags", "eventFlags"], ...made, meaning: "makeFanotify" },
    userfaultfd: { number: 323, arguments: ["flags"], ...made },
    perf_event_open: { number: 298, arguments: ["attributes", "pid", "cpu", "groupFd", "flags"], ...made },
    pidfd_open: { number: 434, arguments: ["pid", "flags"], ...made, meaning: "openPidfd" },
    pidfd_getfd: {
        number: 438,
        arguments: ["pidfd", "targetFd", "flags"],
        captures: made.captures,
        changesDescriptors: true,
        meaning: "borrowDescriptor",
    },
} as const satisfies SyscallFamily;
