/** Signals: who sends them, and the calls that wait for one. */
import type { SyscallFamily } from "./row";
import { signalsByNumber } from "./signalNames";

export const signalCalls = {
    kill: {
        number: 62,
        arguments: ["pid", "signal"],
        captures: {},
        meaning: "kill",
        shows: [{ argument: "pid" }, { argument: "signal", names: signalsByNumber }],
    },
    tkill: { number: 200, arguments: ["tid", "signal"], captures: {}, meaning: "killThread" },
    tgkill: { number: 234, arguments: ["pid", "tid", "signal"], captures: {}, meaning: "kill" },
    rt_sigqueueinfo: { number: 129, arguments: ["pid", "signal", "information"], captures: {}, meaning: "kill" },
    rt_tgsigqueueinfo: { number: 297, arguments: ["pid", "tid", "signal", "information"], captures: {}, meaning: "kill" },
    pidfd_send_signal: { number: 424, arguments: ["pidfd", "signal", "information", "flags"], captures: {}, meaning: "killByPidfd" },
    // struct sigaction of the kernel: handler, flags, restorer, mask. Who ignores SIGCHLD leaves no zombies (wait(2)).
    rt_sigaction: {
        number: 13,
        arguments: ["signal", "action", "oldAction", "size"],
        captures: { action: "e fixed arg1 24" },
        quiet: true,
        meaning: "signalAction",
        functions: [{ name: "sigaction" }],
    },
    pause: { number: 34, arguments: [], captures: {}, waits: "signal", quiet: true, meaning: "ask" },
    rt_sigsuspend: {
        number: 130,
        arguments: ["mask", "size"],
        captures: {},
        waits: "signal",
        quiet: true,
        meaning: "ask",
        functions: [{ name: "sigsuspend" }],
    },
    rt_sigtimedwait: {
        number: 128,
        arguments: ["set", "information", "timeout", "size"],
        captures: {},
        waits: "signal",
        quiet: true,
        meaning: "ask",
        functions: [{ name: "sigtimedwait" }],
    },
} as const satisfies SyscallFamily;
