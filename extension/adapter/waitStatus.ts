import { signalName } from "./signals";

/** How a process ended. */
export type ProcessEnd = { readonly code: number } | { readonly signal: string };

/** Decodes a status as waitpid(2) gives it for a process that has ended. */
export function processEnd(waitStatus: number): ProcessEnd {
    const signal = waitStatus & 0x7f;
    return signal === 0 ? { code: (waitStatus >> 8) & 0xff } : { signal: signalName(signal) };
}

/** As a shell reports it: 128 and the signal's number for a process killed by a signal. */
export function shellStatus(waitStatus: number): number {
    const signal = waitStatus & 0x7f;
    return signal === 0 ? (waitStatus >> 8) & 0xff : 128 + signal;
}
