/** Locks of whole files (flock(2)); those of ranges, and leases, are commands of fcntl(2). */
import type { SyscallFamily } from "./row";

/** LOCK_NB is 4. */
const operations = { 1: "LOCK_SH", 2: "LOCK_EX", 5: "LOCK_SH|LOCK_NB", 6: "LOCK_EX|LOCK_NB", 8: "LOCK_UN" } as const;

export const lockCalls = {
    flock: {
        number: 73,
        arguments: ["fd", "operation"],
        captures: {},
        waits: "lock",
        meaning: "flock",
        shows: [{ argument: "operation", names: operations }],
    },
} as const satisfies SyscallFamily;
