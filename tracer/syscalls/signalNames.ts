/** Names of signals (signal(7)), and what wait(2) says about them. */
import type { ExitStatus } from "../model/owners/process";

const names: readonly string[] = (
    "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM " +
    "PROF WINCH IO PWR SYS"
).split(" ");

export const childSignal = 17;
const firstRealTime = 34; // as glibc counts; 32 and 33 are its own

export function signalName(signal: number): string {
    const name = names[signal - 1];
    if (name !== undefined) return `SIG${name}`;
    return signal === firstRealTime ? "SIGRTMIN" : signal > firstRealTime ? `SIGRTMIN+${signal - firstRealTime}` : `signal ${signal}`;
}

/** Those that are not for real time. */
export const signalsByNumber: Readonly<Record<number, string>> = Object.fromEntries(names.map((name, index) => [index + 1, `SIG${name}`]));

/** WIFSTOPPED or WIFCONTINUED: the child has not ended. */
export function isStillAlive(waitStatus: number): boolean {
    return (waitStatus & 0xff) === 0x7f || waitStatus === 0xffff;
}

export function exitStatus(waitStatus: number): ExitStatus {
    const signal = waitStatus & 0x7f;
    return signal === 0 ? { code: (waitStatus >> 8) & 0xff } : { signal: signalName(signal) };
}
