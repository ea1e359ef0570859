/** Names of signals, and what wait(2) says about them. */
import type { ExitStatus } from "../model/owners/process";
import { signalName } from "../model/signals";

export { signalName };

export const childSignal = 17;

/** WIFSTOPPED or WIFCONTINUED: the child has not ended. */
export function isStillAlive(waitStatus: number): boolean {
    return (waitStatus & 0xff) === 0x7f || waitStatus === 0xffff;
}

export function exitStatus(waitStatus: number): ExitStatus {
    const signal = waitStatus & 0x7f;
    return signal === 0 ? { code: (waitStatus >> 8) & 0xff } : { signal: signalName(signal) };
}
