/** Signals: who sends them, what becomes of them, and the calls that wait for one. */
import { standardSignals } from "../model/signals";
import type { SyscallFamily } from "./row";

/** siginfo_t as far as it says what is sent: signal, code, sender, value. */
const sentInformation = 32;
const waits = { waits: "signal", quiet: true } as const;
const shownSignal = { argument: "signal", names: standardSignals } as const;

export const signalCalls = {
    kill: { number: 62, arguments: ["pid", "signal"], captures: {}, meaning: "kill", shows: [{ argument: "pid" }, shownSignal] },
    tkill: { number: 200, arguments: ["tid", "signal"], captures: {}, meaning: "killThread" },
    tgkill: { number: 234, arguments: ["pid", "tid", "signal"], captures: {}, meaning: "killThread" },
    rt_sigqueueinfo: {
        number: 129,
        arguments: ["pid", "signal", "information"],
        captures: { information: `e fixed arg2 ${sentInformation}` },
        meaning: "kill",
        functions: [{ name: "sigqueue" }],
    },
    rt_tgsigqueueinfo: {
        number: 297,
        arguments: ["pid", "tid", "signal", "information"],
        captures: { information: `e fixed arg3 ${sentInformation}` },
        meaning: "killThread",
    },
    pidfd_send_signal: {
        number: 424,
        arguments: ["pidfd", "signal", "information", "flags"],
        captures: { information: `e fixed arg2 ${sentInformation}` },
        meaning: "killByPidfd",
    },
    // struct sigaction of the kernel: handler, flags, restorer, mask. Who ignores SIGCHLD leaves no zombies (wait(2)).
    rt_sigaction: {
        number: 13,
        arguments: ["signal", "action", "oldAction", "size"],
        captures: { action: "e fixed arg1 32", handler: "e code *(arg1+0)" },
        quiet: true,
        meaning: "signalAction",
        functions: [{ name: "sigaction" }],
    },
    rt_sigprocmask: {
        number: 14,
        arguments: ["how", "set", "oldSet", "size"],
        captures: { set: "e fixed arg1 8" },
        quiet: true,
        meaning: "signalMask",
        functions: [{ name: "sigprocmask" }],
    },
    rt_sigpending: {
        number: 127,
        arguments: ["set", "size"],
        captures: {},
        quiet: true,
        meaning: "ask",
        functions: [{ name: "sigpending" }],
    },
    // From the stack pointer on, ucontext_t: its signal context, of which the stack pointer is of interest, and its mask.
    rt_sigreturn: { number: 15, arguments: [], captures: { frame: "e fixed stack+40 264" }, quiet: true, meaning: "handlerReturn" },
    sigaltstack: {
        number: 131,
        arguments: ["stack", "oldStack"],
        captures: { stack: "e fixed arg0 24" },
        quiet: true,
        meaning: "alternativeStack",
    },
    pause: { number: 34, arguments: [], captures: {}, ...waits, meaning: "ask" },
    rt_sigsuspend: {
        number: 130,
        arguments: ["mask", "size"],
        captures: { mask: "e fixed arg0 8" },
        ...waits,
        meaning: "ask",
        functions: [{ name: "sigsuspend" }],
    },
    rt_sigtimedwait: {
        number: 128,
        arguments: ["set", "information", "timeout", "size"],
        captures: { set: "e fixed arg0 8", information: `x fixed arg1 ${sentInformation}` },
        ...waits,
        meaning: "acceptSignal",
        functions: [
            { name: "sigwait", where: { information: 0, timeout: 0 } },
            { name: "sigwaitinfo", where: { timeout: 0 } },
            { name: "sigtimedwait" },
        ],
    },
    alarm: { number: 37, arguments: ["seconds"], captures: {}, meaning: "alarm" },
    // struct itimerval: interval, then the time until it expires.
    setitimer: { number: 38, arguments: ["which", "value", "oldValue"], captures: { value: "e fixed arg1 32" }, meaning: "intervalTimer" },
    // The first members of struct sigevent: value, signal, what is to be done, and for whom.
    timer_create: {
        number: 222,
        arguments: ["clock", "event", "timer"],
        captures: { event: "e fixed arg1 24", timer: "x fixed arg2 4" },
        quiet: true,
        meaning: "makeTimer",
    },
    timer_settime: {
        number: 223,
        arguments: ["timer", "flags", "value", "oldValue"],
        captures: { value: "e fixed arg2 32" },
        meaning: "setTimer",
    },
    timer_delete: { number: 226, arguments: ["timer"], captures: {}, quiet: true, meaning: "deleteTimer" },
} as const satisfies SyscallFamily;
