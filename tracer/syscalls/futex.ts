/** Words in memory at which threads wait for each other (futex(7)): what mutexes, semaphores, conditions and barriers are made of. */
import type { SyscallFamily } from "./row";

/** include/uapi/linux/futex.h, by number. */
const operations = [
    "FUTEX_WAIT",
    "FUTEX_WAKE",
    "FUTEX_FD",
    "FUTEX_REQUEUE",
    "FUTEX_CMP_REQUEUE",
    "FUTEX_WAKE_OP",
    "FUTEX_LOCK_PI",
    "FUTEX_UNLOCK_PI",
    "FUTEX_TRYLOCK_PI",
    "FUTEX_WAIT_BITSET",
    "FUTEX_WAKE_BITSET",
    "FUTEX_WAIT_REQUEUE_PI",
    "FUTEX_CMP_REQUEUE_PI",
    "FUTEX_LOCK_PI2",
] as const;

const flags = [
    [0, ""],
    [128, "|FUTEX_PRIVATE_FLAG"],
    [256, "|FUTEX_CLOCK_REALTIME"],
    [384, "|FUTEX_PRIVATE_FLAG|FUTEX_CLOCK_REALTIME"],
] as const;

const operationNames: Readonly<Record<number, string>> = Object.fromEntries(
    operations.flatMap((name, number) => flags.map(([bits, words]) => [number | bits, `${name}${words}`])),
);

/** The word with what stands behind it in the C library's objects: enough for the owner and the kind of a pthread_mutex_t. */
const around = "e fixed arg0 24";
/** Where among the variables of a program it stands. */
const place = "e data arg0";
/** What else leads there. */
const pointers = "e pointers arg0";

export const futexCalls = {
    futex: {
        number: 202,
        arguments: ["address", "operation", "value", "timeout", "address2", "value3"],
        captures: { around, timeout: "e fixed arg3 16", place, pointers },
        waits: "futex",
        calledFromLibrary: true,
        meaning: "futex",
        shows: [{ argument: "operation", names: operationNames }],
    },
    futex_waitv: {
        number: 449,
        arguments: ["waiters", "count", "flags", "timeout", "clock"],
        // struct futex_waitv: value, address, flags.
        captures: { words: "e bytes arg0 arg1*24" },
        waits: "futexes",
        meaning: "wokenAmongFutexes",
    },
    // Since Linux 6.7, with flags of their own (FUTEX2_PRIVATE).
    futex_wake: { number: 454, arguments: ["address", "mask", "count", "flags"], captures: {}, meaning: "wakeFutex" },
    futex_wait: {
        number: 455,
        arguments: ["address", "value", "mask", "flags", "timeout", "clock"],
        captures: { around, place, pointers },
        waits: "futex",
        calledFromLibrary: true,
        meaning: "futex",
    },
    // Since Linux 6.7: of two words, as futex_waitv(2) names them; the first is to have its value.
    futex_requeue: {
        number: 456,
        arguments: ["waiters", "flags", "wake", "requeue"],
        captures: { words: "e fixed arg0 48" },
        meaning: "wakeFutex",
    },
    // Each thread makes it once, as it begins.
    set_robust_list: { number: 273, arguments: ["head", "length"], captures: {}, quiet: true, meaning: "ask" },
    get_robust_list: {
        number: 274,
        arguments: ["pid", "head", "length"],
        captures: { head: "x fixed arg1 8" },
        shows: [{ argument: "pid" }],
        meaning: "ask",
    },
    set_tid_address: { number: 218, arguments: ["address"], captures: {}, quiet: true, meaning: "setNumberAddress" },
} as const satisfies SyscallFamily;
