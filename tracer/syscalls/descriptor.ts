/** Descriptors: closing, duplicating, and their flags. */
import type { SyscallFamily } from "./row";

/** include/uapi/asm-generic/fcntl.h, include/uapi/linux/fcntl.h. */
const fcntlCommands = {
    0: "F_DUPFD",
    1: "F_GETFD",
    2: "F_SETFD",
    3: "F_GETFL",
    4: "F_SETFL",
    5: "F_GETLK",
    6: "F_SETLK",
    7: "F_SETLKW",
    8: "F_SETOWN",
    9: "F_GETOWN",
    10: "F_SETSIG",
    11: "F_GETSIG",
    15: "F_SETOWN_EX",
    16: "F_GETOWN_EX",
    36: "F_OFD_GETLK",
    37: "F_OFD_SETLK",
    38: "F_OFD_SETLKW",
    1024: "F_SETLEASE",
    1025: "F_GETLEASE",
    1026: "F_NOTIFY",
    1027: "F_DUPFD_QUERY",
    1028: "F_CREATED_QUERY",
    1029: "F_CANCELLK",
    1030: "F_DUPFD_CLOEXEC",
    1031: "F_SETPIPE_SZ",
    1032: "F_GETPIPE_SZ",
    1033: "F_ADD_SEALS",
    1034: "F_GET_SEALS",
} as const;

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
    dup2: {
        number: 33,
        arguments: ["fd", "newFd"],
        captures: {},
        changesDescriptors: true,
        meaning: "duplicate",
        shows: [{ argument: "newFd" }],
    },
    dup3: {
        number: 292,
        arguments: ["fd", "newFd", "flags"],
        captures: {},
        changesDescriptors: true,
        meaning: "duplicate",
        shows: [{ argument: "newFd" }],
    },
    // A struct flock counts only for the commands that lock; of the others the argument is a number.
    fcntl: {
        number: 72,
        arguments: ["fd", "command", "argument"],
        captures: { lock: "e fixed arg2 32" },
        changesDescriptors: true,
        waits: "lockCommand",
        meaning: "fcntl",
        shows: [{ argument: "command", names: fcntlCommands }],
    },
} as const satisfies SyscallFamily;
