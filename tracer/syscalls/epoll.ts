/** Epoll instances (epoll(7)). A struct epoll_event is packed: 4 bytes of events, 8 of data. */
import type { SyscallFamily } from "./row";

const made = { captures: { object: "x object result" }, changesDescriptors: true, meaning: "makeEpoll" } as const;
const waited = {
    captures: { reported: "x bytes arg1 result*12" },
    waits: "descriptorsOfEpoll",
    quiet: true,
    meaning: "waitForEpoll",
} as const;

const maskedWait = { ...waited, captures: { ...waited.captures, mask: "e fixed arg4 8" } } as const;

export const epollCalls = {
    epoll_create: { number: 213, arguments: ["size"], ...made },
    epoll_create1: { number: 291, arguments: ["flags"], ...made },
    epoll_ctl: {
        number: 233,
        arguments: ["fd", "operation", "targetFd", "event"],
        captures: { interest: "e fixed arg3 12" },
        meaning: "changeEpoll",
        shows: [{ argument: "operation", names: { 1: "EPOLL_CTL_ADD", 2: "EPOLL_CTL_DEL", 3: "EPOLL_CTL_MOD" } }, { argument: "targetFd" }],
    },
    epoll_wait: { number: 232, arguments: ["fd", "events", "count", "milliseconds"], ...waited },
    epoll_pwait: { number: 281, arguments: ["fd", "events", "count", "milliseconds", "mask", "size"], ...maskedWait },
    epoll_pwait2: { number: 441, arguments: ["fd", "events", "count", "timeout", "mask", "size"], ...maskedWait },
} as const satisfies SyscallFamily;
