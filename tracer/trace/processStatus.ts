/** What /proc/PID/status says (proc_pid_status(5)). */
import type { KernelSignals } from "./kernelSnapshot";

/** The inquiry that gives it. */
export const statusInquiry = "process text status";

export const unknownSignals: KernelSignals = { blocked: "", ignored: "", caught: "", pending: "", shared: "" };

const keys: ReadonlyMap<string, keyof KernelSignals> = new Map([
    ["SigBlk", "blocked"],
    ["SigIgn", "ignored"],
    ["SigCgt", "caught"],
    ["SigPnd", "pending"],
    ["ShdPnd", "shared"],
]);

export function signalsOfStatus(status: Uint8Array): KernelSignals {
    const signals = { ...unknownSignals };
    for (const [, key = "", mask = ""] of new TextDecoder().decode(status).matchAll(/^(\w+):\s*([0-9a-f]+)$/gm)) {
        const name = keys.get(key);
        if (name !== undefined) signals[name] = mask;
    }
    return signals;
}
