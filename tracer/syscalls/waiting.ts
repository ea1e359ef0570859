/** Calls that only wait, so that a process which sleeps is not shown as running. */
import type { SyscallFamily } from "./row";

const stored = { captures: {}, waits: "storage", quiet: true, meaning: "ask" } as const;
const completed = { captures: {}, waits: "completion", quiet: true, meaning: "ask" } as const;
const time = { captures: {}, waits: "time", quiet: true, meaning: "ask" } as const;

export const waitingCalls = {
    nanosleep: { number: 35, arguments: ["request", "remaining"], ...time },
    clock_nanosleep: {
        number: 230,
        arguments: ["clock", "flags", "request", "remaining"],
        ...time,
        functions: [{ name: "nanosleep", where: { clock: 0, flags: 0 } }],
    },
    fsync: { number: 74, arguments: ["fd"], ...stored },
    fdatasync: { number: 75, arguments: ["fd"], ...stored },
    sync_file_range: { number: 277, arguments: ["fd", "offset", "count", "flags"], ...stored },
    syncfs: { number: 306, arguments: ["fd"], ...stored },
    sync: { number: 162, arguments: [], ...stored },
    // The first eight requests (struct iocb), each behind a pointer.
    io_submit: {
        number: 209,
        arguments: ["context", "count", "requests"],
        captures: {
            request0: "e fixed *(arg2+0) 64",
            request1: "e fixed *(arg2+8) 64",
            request2: "e fixed *(arg2+16) 64",
            request3: "e fixed *(arg2+24) 64",
            request4: "e fixed *(arg2+32) 64",
            request5: "e fixed *(arg2+40) 64",
            request6: "e fixed *(arg2+48) 64",
            request7: "e fixed *(arg2+56) 64",
        },
        waits: "completion",
        meaning: "submitRequests",
    },
    io_getevents: { number: 208, arguments: ["context", "least", "most", "events", "timeout"], ...completed },
    io_pgetevents: { number: 333, arguments: ["context", "least", "most", "events", "timeout", "mask"], ...completed },
} as const satisfies SyscallFamily;
