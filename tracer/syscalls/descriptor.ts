/** Descriptors: closing, duplicating, and their flags. */
import type { SyscallFamily } from "./row";

export const descriptorCalls = {
    close: { number: 3, arguments: ["fd"], captures: {}, changesDescriptors: true, meaning: "close" },
    close_range: {
        number: 436,
        arguments: ["first", "last", "flags"],
        captures: {},
        changesDescriptors: true,
        partsDescriptors: true,
        meaning: "closeRange",
    },
    dup: { number: 32, arguments: ["fd"], captures: {}, changesDescriptors: true, meaning: "duplicate" },
    dup2: { number: 33, arguments: ["fd", "newFd"], captures: {}, changesDescriptors: true, meaning: "duplicate" },
    dup3: { number: 292, arguments: ["fd", "newFd", "flags"], captures: {}, changesDescriptors: true, meaning: "duplicate" },
    fcntl: {
        number: 72,
        arguments: ["fd", "command", "argument"],
        captures: {},
        changesDescriptors: true,
        waits: "lockCommand",
        meaning: "fcntl",
    },
    // The object of the result counts only for the requests that return a descriptor (TIOCGPTPEER).
    ioctl: {
        number: 16,
        arguments: ["fd", "request", "argument"],
        captures: { on: "e fixed arg2 4", object: "x object result" },
        changesDescriptors: true,
        waits: "request",
        quiet: true,
        meaning: "ioctl",
    },
} as const satisfies SyscallFamily;
