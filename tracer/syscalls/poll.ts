/** Waiting for several descriptors at once: poll(2), select(2). */
import type { SyscallFamily } from "./row";

/** A struct pollfd has 8 bytes. */
const polled = {
    captures: { polled: "e bytes arg0 arg1*8", ready: "x bytes arg0 arg1*8" },
    waits: "polledDescriptors",
    quiet: true,
    meaning: "pollDescriptors",
} as const;
/** An fd_set has 128 bytes (FD_SETSIZE is 1024). */
const selected = {
    captures: {
        readable: "e fixed arg1 128",
        writable: "e fixed arg2 128",
        exceptional: "e fixed arg3 128",
        readyToRead: "x fixed arg1 128",
        readyToWrite: "x fixed arg2 128",
        readyExceptional: "x fixed arg3 128",
    },
    waits: "selectedDescriptors",
    quiet: true,
    meaning: "selectDescriptors",
} as const;

export const pollCalls = {
    poll: { number: 7, arguments: ["set", "count", "milliseconds"], ...polled },
    ppoll: {
        number: 271,
        arguments: ["set", "count", "timeout", "mask", "size"],
        ...polled,
        captures: { ...polled.captures, mask: "e fixed arg3 8" },
    },
    select: { number: 23, arguments: ["count", "readSet", "writeSet", "exceptSet", "timeout"], ...selected },
    pselect6: {
        number: 270,
        arguments: ["count", "readSet", "writeSet", "exceptSet", "timeout", "mask"],
        ...selected,
        // It stands behind another pointer, together with its size.
        captures: { ...selected.captures, mask: "e fixed *(arg5+0) 8" },
        functions: [{ name: "select", where: { mask: 0 } }, { name: "pselect" }],
    },
} as const satisfies SyscallFamily;
