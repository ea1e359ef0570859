/** What /proc/PID/stat says of job control (proc_pid_stat(5)). */
import { terminalName, type Job, type Terminal, type TerminalName } from "../model/owners/job";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { processText } from "./inquiry";

export const statInquiry = processText("stat");

export interface KernelJob {
    readonly group: number;
    readonly session: number;
    /** False: none. Null: a device that has no name here. */
    readonly terminal: TerminalName | false | null;
    /** The foreground process group of that terminal; 0: none. */
    readonly foreground: number;
}

/** Null: the kernel was not asked. */
export function jobOfProcess(snapshot: KernelSnapshot, pid: number): KernelJob | null {
    const answer = answerTo(snapshot, statInquiry, pid);
    if (answer === undefined) return null;
    const text = new TextDecoder().decode(answer.bytes);
    // The name before it may have parentheses and spaces of its own.
    const fields = text
        .slice(text.lastIndexOf(")") + 2)
        .split(" ")
        .map(Number);
    const [, , group = 0, session = 0, device = 0, foreground = 0] = fields;
    return { group, session, terminal: device === 0 ? false : terminalOf(device), foreground };
}

/** The number holds 12 bits of major and 20 of minor, as new_encode_dev in the kernel packs them. */
function terminalOf(device: number): TerminalName | null {
    return terminalName((device >>> 8) & 0xfff, (device & 0xff) | ((device >>> 12) & 0xfff00));
}

/** What a process begins with, when the kernel has told. */
export function jobAtStart(snapshot: KernelSnapshot, pid: number): { readonly job: Job; readonly terminal?: Terminal } | null {
    const kernel = jobOfProcess(snapshot, pid);
    if (kernel === null) return null;
    const { group, session, terminal, foreground } = kernel;
    const job = { group, session, terminal };
    return typeof terminal === "string" ? { job, terminal: { name: terminal, session, foreground } } : { job };
}
