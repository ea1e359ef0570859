/** Calls that only wait, so that a process which sleeps is not shown as running. */
import type { SyscallFamily } from "./row";

const many = { captures: {}, waits: "descriptors", quiet: true, meaning: "ask" } as const;
const time = { captures: {}, waits: "time", quiet: true, meaning: "ask" } as const;

export const waitingCalls = {
    poll: { number: 7, arguments: ["set", "count", "timeout"], ...many },
    ppoll: { number: 271, arguments: ["set", "count", "timeout", "mask", "size"], ...many },
    select: { number: 23, arguments: ["count", "readSet", "writeSet", "exceptSet", "timeout"], ...many },
    pselect6: { number: 270, arguments: ["count", "readSet", "writeSet", "exceptSet", "timeout", "mask"], ...many },
    epoll_wait: { number: 232, arguments: ["fd", "events", "count", "timeout"], ...many },
    epoll_pwait: { number: 281, arguments: ["fd", "events", "count", "timeout", "mask", "size"], ...many },
    epoll_pwait2: { number: 441, arguments: ["fd", "events", "count", "timeout", "mask", "size"], ...many },
    nanosleep: { number: 35, arguments: ["request", "remaining"], ...time },
    clock_nanosleep: { number: 230, arguments: ["clock", "flags", "request", "remaining"], ...time },
} as const satisfies SyscallFamily;
