/** Descriptors that report events: fanotify and others. */
import type { SyscallFamily } from "./row";

const made = { captures: { object: "x object result" }, changesDescriptors: true, meaning: "makeDescriptor" } as const;

export const eventSourceCalls = {
    fanotify_init: { number: 300, arguments: ["flags", "eventFlags"], ...made, meaning: "makeFanotify" },
    perf_event_open: { number: 298, arguments: ["attributes", "pid", "cpu", "groupFd", "flags"], ...made },
} as const satisfies SyscallFamily;
