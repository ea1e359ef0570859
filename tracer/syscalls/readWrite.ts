/** Bytes between a process's memory and an object. */
import type { SyscallFamily } from "./row";

export const readWriteCalls = {
    read: {
        number: 0,
        arguments: ["fd", "buffer", "count"],
        captures: { data: "x bytes arg1 result", position: "x position arg0" },
        waits: "input",
        meaning: "read",
    },
    readv: {
        number: 19,
        arguments: ["fd", "vector", "vectorLength"],
        captures: { data: "x iovec arg1 arg2 result", position: "x position arg0" },
        waits: "input",
        meaning: "read",
    },
    pread64: {
        number: 17,
        arguments: ["fd", "buffer", "count", "offset"],
        captures: { data: "x bytes arg1 result" },
        waits: "input",
        meaning: "read",
    },
    preadv: {
        number: 295,
        arguments: ["fd", "vector", "vectorLength", "offset"],
        captures: { data: "x iovec arg1 arg2 result" },
        waits: "input",
        meaning: "read",
    },
    // With offset -1 it moves the file's own position (readv(2)).
    preadv2: {
        number: 327,
        arguments: ["fd", "vector", "vectorLength", "offset", "offsetHigh", "flags"],
        captures: { data: "x iovec arg1 arg2 result", position: "x position arg0" },
        waits: "input",
        meaning: "read",
    },
    write: {
        number: 1,
        arguments: ["fd", "buffer", "count"],
        captures: { data: "e bytes arg1 arg2", position: "x position arg0" },
        waits: "output",
        meaning: "write",
    },
    writev: {
        number: 20,
        arguments: ["fd", "vector", "vectorLength"],
        captures: { data: "e iovec arg1 arg2 all", position: "x position arg0" },
        waits: "output",
        meaning: "write",
    },
    pwrite64: {
        number: 18,
        arguments: ["fd", "buffer", "count", "offset"],
        captures: { data: "e bytes arg1 arg2" },
        waits: "output",
        meaning: "write",
    },
    pwritev: {
        number: 296,
        arguments: ["fd", "vector", "vectorLength", "offset"],
        captures: { data: "e iovec arg1 arg2 all" },
        waits: "output",
        meaning: "write",
    },
    pwritev2: {
        number: 328,
        arguments: ["fd", "vector", "vectorLength", "offset", "offsetHigh", "flags"],
        captures: { data: "e iovec arg1 arg2 all", position: "x position arg0" },
        waits: "output",
        meaning: "write",
    },
} as const satisfies SyscallFamily;
