/** The values of single words in a script. */
import { constants as openConstants } from "node:fs";
import { constants } from "node:os";

/** p1 has the number 101; its thread p1.2 the number 1012. */
export function taskNumber(name: string): number {
    const [process = "", thread] = name.replace("p", "").split(".");
    return thread === undefined ? 100 + Number(process) : (100 + Number(process)) * 10 + Number(thread);
}

/** Of the thread p1.2 the number of p1. */
export function processNumber(name: string): number {
    return taskNumber(name.split(".")[0] ?? "");
}

/** The kernel’s own errors, which no program sees (include/linux/errno.h). */
const ofTheKernel = { ERESTARTSYS: 512, ERESTARTNOINTR: 513, ERESTARTNOHAND: 514, ERESTART_RESTARTBLOCK: 516 };

export function resultOf(word: string): number {
    const errors: Readonly<Record<string, number>> = { ...constants.errno, ...ofTheKernel };
    const error = errors[word];
    return error === undefined ? Number(word) : -error;
}

/** Of open(2). */
export function openFlagsOf(words: readonly string[]): number {
    const values: Readonly<Record<string, number>> = { ...openConstants, O_CLOEXEC: 0o2000000 };
    return words.reduce((flags, word) => flags | (values[word] ?? 0), 0);
}

/** Text in quotes, or `x*70000` for many of one letter. */
export function bytesOf(text: string): Uint8Array {
    const repeated = /^(.)\*(\d+)$/.exec(text);
    return Buffer.from(repeated === null ? (JSON.parse(text) as string) : (repeated[1] ?? "").repeat(Number(repeated[2])), "latin1");
}

/** A path as the calls are given it. */
export function pathBytes(path: string): Uint8Array {
    return Buffer.from(path);
}
