import { signalNumber } from "./signals";

/** How a process ended. */
export type ProcessEnd = { readonly code: number } | { readonly signal: string };

/** A status of waitpid(2) as a shell reports it: 128 and the signal's number for a process killed by a signal. */
export function shellStatus(waitStatus: number): number {
    const signal = waitStatus & 0x7f;
    return signal === 0 ? (waitStatus >> 8) & 0xff : 128 + signal;
}

/** The same of a process whose end is known. */
export function statusOf(end: ProcessEnd): number {
    return "code" in end ? end.code : 128 + signalNumber(end.signal);
}
