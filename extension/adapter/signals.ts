import { constants } from "node:os";
import { signalName } from "../../tracer/syscalls/signalNames";

/** Signals by which the kernel, or abort(3), ends a program that went wrong. */
export const crashSignals = ["SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT", "SIGSYS"] as const;

const lastSignal = 64;

/** 0 for a name that is none. */
export function signalNumber(name: string): number {
    for (let number = 1; number <= lastSignal; number++) if (signalName(number) === name) return number;
    return 0;
}

export function crashSignalNumbers(): readonly number[] {
    return crashSignals.map((name) => constants.signals[name]);
}

/** What a signal means, in the words of strsignal(3). */
export function signalMeaning(name: string): string {
    return meanings[name] ?? "Signal";
}

const meanings: Readonly<Record<string, string>> = {
    SIGSEGV: "Segmentation fault",
    SIGBUS: "Bus error",
    SIGFPE: "Floating point exception",
    SIGILL: "Illegal instruction",
    SIGABRT: "Aborted",
    SIGSYS: "Bad system call",
    SIGHUP: "Hangup",
    SIGINT: "Interrupt",
    SIGTERM: "Terminated",
    SIGUSR1: "User defined signal 1",
    SIGUSR2: "User defined signal 2",
    SIGALRM: "Alarm clock",
    SIGCHLD: "Child status changed",
    SIGPIPE: "Broken pipe",
};
