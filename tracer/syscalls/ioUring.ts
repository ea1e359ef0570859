/** Rings for asynchronous input and output (io_uring(7)): the calls around them; what the rings carry makes none. */
import type { SyscallFamily } from "./row";

export const ioUringCalls = {
    io_uring_setup: {
        number: 425,
        arguments: ["entries", "parameters"],
        captures: { object: "x object result", parameters: "x fixed arg1 12" },
        changesDescriptors: true,
        meaning: "makeRing",
    },
    io_uring_enter: {
        number: 426,
        arguments: ["fd", "submitted", "least", "flags", "mask", "size"],
        captures: {},
        waits: "completionsOfRing",
        meaning: "enterRing",
    },
    io_uring_register: { number: 427, arguments: ["fd", "operation", "argument", "count"], captures: {}, meaning: "registerWithRing" },
} as const satisfies SyscallFamily;
