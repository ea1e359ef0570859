/** What /proc/PID/status says (proc_pid_status(5)). */
import { unknownSignals, type KernelSignals } from "./kernelSnapshot";

/** The inquiry that gives it, of each thread; older traces have that of the process alone. */
export const statusInquiry = "thread text status";
export const processStatusInquiry = "process text status";

const keys = { SigBlk: "blocked", SigIgn: "ignored", SigCgt: "caught", SigPnd: "pending", ShdPnd: "shared" } as const;

export function signalsOfStatus(status: Uint8Array): KernelSignals {
    const text = new TextDecoder().decode(status);
    const signals = { ...unknownSignals };
    for (const [, key, mask = ""] of text.matchAll(/^(SigBlk|SigIgn|SigCgt|SigPnd|ShdPnd):\s*([0-9a-f]+)$/gm)) {
        signals[keys[key as keyof typeof keys]] = mask;
    }
    return signals;
}
