/** userfaultfd(2); what else is done with its descriptors is ioctl(2) (ioctl_userfaultfd(2)) and read(2). */
import type { SyscallFamily } from "./row";

export const userfaultfdCalls = {
    userfaultfd: {
        number: 323,
        arguments: ["flags"],
        captures: { object: "x object result" },
        changesDescriptors: true,
        meaning: "makeUserfaultfd",
    },
} as const satisfies SyscallFamily;
