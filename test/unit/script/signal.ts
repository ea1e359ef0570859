/**
 * `p1 kill p2 SIGUSR1`, `p1 tgkill p2.1 SIGUSR1`, `p1 sigqueue p2 SIGRTMIN 5`, `p2 gets SIGUSR1 p1`, `p2 handles SIGUSR1 SA_RESTART SIGUSR2`,
 * `p2 ignores SIGPIPE`, `p1 sigchld ignored`, `p1 mask block SIGUSR1 SIGUSR2`, `p1 suspend SIGUSR1`, `p1 sigwait SIGUSR1`,
 * `p1 sigreturn 4096 SIGUSR1`, `p1 alarm 2`, `p1 make-timer 0 SIGUSR1 silent`, `p1 set-timer 0 3 absolute`.
 */
import { signalNumber, signalSet } from "../../../tracer/model/signals";
import type { CallWord, RecordWord } from "./word";
import { taskNumber } from "./wordValues";

const sigsetSize = 8;
const handlerAddress = 0x401000n;
const flagBits: Readonly<Record<string, bigint>> = { SA_RESTART: 0x10000000n, SA_NODEFER: 0x40000000n, SA_RESETHAND: 0x80000000n };

export const signalCalls = {
    "kill": ([target = "", signal = ""]) => ({ name: "kill", args: [taskNumber(target), signalNumber(signal)], result: 0 }),
    "tgkill": ([target = "", signal = ""]) => ({
        name: "tgkill",
        args: [taskNumber(target.split(".")[0] ?? ""), taskNumber(target), signalNumber(signal)],
        result: 0,
    }),
    "sigqueue": ([target = "", signal = "", value = "0"]) => ({
        name: "rt_sigqueueinfo",
        args: [taskNumber(target), signalNumber(signal), 0],
        entry: { information: queuedInformation(BigInt(value)) },
        result: 0,
    }),
    "sigchld": ([disposition = ""]) => action("SIGCHLD", disposition === "ignored" ? 1n : 0n, 0n, []),
    "ignores": ([signal = ""]) => action(signal, 1n, 0n, []),
    "defaults": ([signal = ""]) => action(signal, 0n, 0n, []),
    "handles": ([signal = "", ...words]) =>
        action(
            signal,
            handlerAddress,
            words.reduce((flags, word) => flags | (flagBits[word] ?? 0n), 0n),
            words.filter((word) => flagBits[word] === undefined),
        ),
    "mask": ([how = "", ...signals]) => ({
        name: "rt_sigprocmask",
        args: [["block", "unblock", "set"].indexOf(how), 0, 0, sigsetSize],
        entry: { set: setBytes(signals) },
        result: 0,
    }),
    "suspend": (signals) => ({ name: "rt_sigsuspend", args: [0, sigsetSize], entry: { mask: setBytes(signals) }, result: -514 }),
    "sigwait": (signals) => ({
        name: "rt_sigtimedwait",
        args: [0, 0, 0, sigsetSize],
        entry: { set: setBytes(signals) },
        result: signalNumber(signals[0] ?? ""),
    }),
    "sigreturn": ([stackPointer = "0", ...signals]) => ({
        name: "rt_sigreturn",
        args: [],
        entry: { frame: signalFrame(BigInt(stackPointer), signals) },
        result: 0,
    }),
    "alarm": ([seconds = "0"]) => ({ name: "alarm", args: [Number(seconds)], result: 0 }),
    "make-timer": ([id = "0", signal = "SIGALRM", ...words]) => ({
        name: "timer_create",
        args: [1, 0, 0],
        entry: { event: sigevent(signal, words.includes("silent") ? 1 : 0) },
        exit: () => ({ timer: Uint8Array.of(Number(id), 0, 0, 0) }),
        result: 0,
    }),
    "set-timer": ([id = "0", seconds = "0", ...words]) => ({
        name: "timer_settime",
        args: [Number(id), words.includes("absolute") ? 1 : 0, 0, 0],
        entry: { value: itimerspec(Number(seconds)) },
        result: 0,
    }),
} satisfies Record<string, CallWord>;

const codes: Readonly<Record<string, number>> = {
    SI_USER: 0,
    SI_QUEUE: -1,
    SI_MESGQ: -3,
    SI_TKILL: -6,
    SI_KERNEL: 0x80,
    SEGV_MAPERR: 1,
    SEGV_ACCERR: 2,
    BUS_ADRERR: 2,
    POLL_IN: 1,
    POLL_OUT: 2,
    POLL_MSG: 3,
    SI_SIGIO: -5,
};

export const signalRecords = {
    /** `p2 gets SIGUSR1 p1 at 4096 value 5 SI_QUEUE still`; still: the kernel says that it is pending again. `p2 gets SIGSEGV kernel SEGV_MAPERR address 7000`, `p1 gets SIGIO kernel POLL_IN fd 5 band 65`. */
    gets: (who, [signal = "", sender = "", ...words], moment) => [
        {
            type: "signal",
            time: moment.time(),
            tid: taskNumber(who),
            stack: 0,
            signal: signalNumber(signal),
            code: words.map((word) => codes[word]).find((code) => code !== undefined) ?? 0,
            senderPid: sender === "" || sender === "kernel" ? null : taskNumber(sender),
            value: words.includes("value") ? after(words, "value") : null,
            timer: null,
            descriptor: words.includes("fd") ? { fd: Number(after(words, "fd")), band: Number(after(words, "band")) } : null,
            address: words.includes("address") ? BigInt(`0x${words[words.indexOf("address") + 1] ?? "0"}`) : null,
            stackPointer: words.includes("at") ? after(words, "at") : 0n,
            queued: { thread: 0n, process: words.includes("still") ? signalSet([signal]) : 0n },
        },
    ],
} satisfies Record<string, RecordWord>;

function after(words: readonly string[], word: string): bigint {
    return BigInt(words[words.indexOf(word) + 1] ?? "0");
}

/** rt_sigaction(2) with the kernel's struct sigaction: the handler, the flags, the restorer, the mask. */
function action(signal: string, handler: bigint, flags: bigint, mask: readonly string[]): ReturnType<CallWord> {
    const structure = new DataView(new ArrayBuffer(32));
    structure.setBigUint64(0, handler, true);
    structure.setBigUint64(8, flags, true);
    structure.setBigUint64(24, signalSet(mask), true);
    return {
        name: "rt_sigaction",
        args: [signalNumber(signal), 0, 0, sigsetSize],
        entry: { action: new Uint8Array(structure.buffer) },
        result: 0,
    };
}

function setBytes(signals: readonly string[]): Uint8Array {
    const set = new DataView(new ArrayBuffer(sigsetSize));
    set.setBigUint64(0, signalSet(signals), true);
    return new Uint8Array(set.buffer);
}

/** struct sigevent: the value, the signal, what is to be done. */
function sigevent(signal: string, notify: number): Uint8Array {
    const event = new DataView(new ArrayBuffer(24));
    event.setInt32(8, signalNumber(signal), true);
    event.setInt32(12, notify, true);
    return new Uint8Array(event.buffer);
}

/** struct itimerspec of a timer that expires once. */
function itimerspec(seconds: number): Uint8Array {
    const times = new DataView(new ArrayBuffer(32));
    times.setBigInt64(16, BigInt(seconds), true);
    return new Uint8Array(times.buffer);
}

/** siginfo_t with the code SI_QUEUE, as far as it is captured. */
function queuedInformation(value: bigint): Uint8Array {
    const information = new DataView(new ArrayBuffer(32));
    information.setInt32(8, -1, true);
    information.setBigUint64(24, value, true);
    return new Uint8Array(information.buffer);
}

/** From ucontext_t: the stack pointer of what was interrupted, and its mask. */
function signalFrame(stackPointer: bigint, signals: readonly string[]): Uint8Array {
    const frame = new DataView(new ArrayBuffer(264));
    frame.setBigUint64(120, stackPointer, true);
    frame.setBigUint64(256, signalSet(signals), true);
    return new Uint8Array(frame.buffer);
}
