/** Bytes between two objects without a visit to the process's memory. */
import type { SyscallFamily } from "./row";

export const transferCalls = {
    sendfile: {
        number: 40,
        arguments: ["toFd", "fromFd", "fromOffset", "count"],
        captures: { fromPosition: "x position arg1", toPosition: "x position arg0", fromAt: "e fixed arg2 8" },
        waits: "transfer",
        returns: "bytes",
        meaning: "transfer",
    },
    splice: {
        number: 275,
        arguments: ["fromFd", "fromOffset", "toFd", "toOffset", "count", "flags"],
        captures: { fromPosition: "x position arg0", toPosition: "x position arg2", fromAt: "e fixed arg1 8", toAt: "e fixed arg3 8" },
        waits: "transfer",
        returns: "bytes",
        meaning: "transfer",
    },
    tee: {
        number: 276,
        arguments: ["fromFd", "toFd", "count", "flags"],
        captures: {},
        waits: "transfer",
        returns: "bytes",
        meaning: "tee",
    },
    copy_file_range: {
        number: 326,
        arguments: ["fromFd", "fromOffset", "toFd", "toOffset", "count", "flags"],
        captures: { fromPosition: "x position arg0", toPosition: "x position arg2", fromAt: "e fixed arg1 8", toAt: "e fixed arg3 8" },
        waits: "transfer",
        returns: "bytes",
        meaning: "transfer",
    },
    // Into a pipe's write end the pages are given; from its read end they are copied (vmsplice(2)). Where the first eight
    // buffers begin decides how many pages they take.
    vmsplice: {
        number: 278,
        arguments: ["fd", "vector", "vectorLength", "flags"],
        captures: { vector: "e fixed arg1 128", given: "e iovec arg1 arg2 all", data: "x iovec arg1 arg2 result" },
        waits: "pages",
        returns: "bytes",
        meaning: "vmsplice",
    },
} as const satisfies SyscallFamily;
