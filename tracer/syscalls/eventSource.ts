/** Descriptors that report events of the machine. */
import type { SyscallFamily } from "./row";

const made = { captures: { object: "x object result" }, changesDescriptors: true, meaning: "makeDescriptor" } as const;

export const eventSourceCalls = {
    perf_event_open: { number: 298, arguments: ["attributes", "pid", "cpu", "groupFd", "flags"], ...made },
} as const satisfies SyscallFamily;
