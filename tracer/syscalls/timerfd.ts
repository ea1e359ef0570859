/** Timers behind a descriptor (timerfd_create(2)); they are read with the calls for bytes. */
import type { SyscallFamily } from "./row";

/** struct itimerspec: interval, then the time until it expires. */
const specification = 32;

export const timerfdCalls = {
    timerfd_create: {
        number: 283,
        arguments: ["clock", "flags"],
        captures: { object: "x object result" },
        changesDescriptors: true,
        meaning: "makeTimerfd",
    },
    timerfd_settime: {
        number: 286,
        arguments: ["fd", "flags", "value", "oldValue"],
        captures: { value: `e fixed arg2 ${specification}` },
        meaning: "setTimerfd",
    },
    timerfd_gettime: {
        number: 287,
        arguments: ["fd", "value"],
        captures: { left: `x fixed arg1 ${specification}` },
        meaning: "askTimerfd",
    },
} as const satisfies SyscallFamily;
