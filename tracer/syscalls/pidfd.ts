/** Descriptors that refer to a process (pidfd_open(2)); clone(2) makes them too. */
import type { SyscallFamily } from "./row";

const made = { captures: { object: "x object result" }, changesDescriptors: true } as const;

export const pidfdCalls = {
    pidfd_open: { number: 434, arguments: ["pid", "flags"], ...made, meaning: "openPidfd" },
    pidfd_getfd: { number: 438, arguments: ["pidfd", "targetFd", "flags"], ...made, meaning: "borrowDescriptor" },
} as const satisfies SyscallFamily;
