/** Lines on their way from one thread to another: a few numbers for each, which are copied a hundred times as fast as objects. */
import type { LogLine } from "../../strace-parser/logLine";
import type { Value } from "../../strace-parser/value";

export interface PackedLines {
    readonly lines: number;
    /** What `LinePacker` puts there, in the order of the lines. */
    readonly numbers: Float64Array;
    /** All texts, one behind the other, a byte a character; their lengths are among the numbers. */
    readonly text: Uint8Array;
    /** Those that are new: a word is named by its place among all words so far. */
    readonly words: readonly string[];
    /** Before these words, all those so far are forgotten. */
    readonly forgets: boolean;
    /** What is seldom, as it is. */
    readonly others: readonly (LogLine | Value)[];
}

/** Of a line; a line without `isCall` is among the others. */
export const lineFlags = {
    isCall: 1,
    unfinished: 2,
    /** Resumed or, of an unfinished one, detached. */
    marked: 4,
    pid: 8,
    comm: 16,
    time: 32,
    sinceMidnight: 64,
    sinceLast: 128,
    number: 256,
    instruction: 512,
    result: 1024,
    about: 2048,
    error: 4096,
    explanation: 8192,
    duration: 16384,
    /** The arguments are those with which the thread began the call, in the same piece. */
    asBegun: 32768,
    /** Of an unfinished one. */
    whole: 65536,
} as const;

/** Of a value: the upper digits are flags or a count. */
export const valueTags = {
    other: 0,
    number: 1,
    describedNumber: 2,
    text: 3,
    name: 4,
    describedName: 5,
    joined: 6,
    applied: 7,
    structure: 8,
    list: 9,
    named: 10,
    changed: 11,
    omitted: 12,
} as const;

/** More than that, and they are forgotten. */
export const mostWords = 1 << 16;
