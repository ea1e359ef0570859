import { constants } from "node:os";

/** Signals by which the kernel, or abort(3), ends a program that went wrong. */
export const crashSignals = ["SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT", "SIGSYS"] as const;

/** As glibc counts: it keeps the first two for itself. */
const firstRealTime = 34;

const namesByNumber = new Map<number, string>(
    Object.entries(constants.signals)
        .filter(([name]) => name !== "SIGIOT" && name !== "SIGPOLL")
        .map(([name, number]) => [number, name]),
);

/** `SIGSEGV` for 11; real-time signals as `SIGRTMIN+2`. */
export function signalName(number: number): string {
    const known = namesByNumber.get(number);
    if (known !== undefined) return known;
    return number >= firstRealTime ? `SIGRTMIN+${number - firstRealTime}` : `signal ${number}`;
}

/** 0 for a name that is none. */
export function signalNumber(name: string): number {
    for (const [number, known] of namesByNumber) if (known === name) return number;
    return Number(/^SIGRTMIN\+(\d+)$/.exec(name)?.[1] ?? -firstRealTime) + firstRealTime;
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
};
