/** What a line of a log says. */
import type { Value } from "./value";

export interface Prefix {
    /** From 1. Of a resumed call, that of the line with its result. */
    readonly line: number;
    /** null: the log does not say (no -f, or the first process of a log on a terminal). */
    readonly pid: number | null;
    /** The name of the thread (-Y); null: not said. */
    readonly comm: string | null;
    /** Seconds since the epoch (-ttt), or since midnight (-t, -tt); null: not said. */
    readonly time: LogTime | null;
    /** Seconds since the line before (-r); null: not said. */
    readonly sinceLast: number | null;
    /** Of the call (-n); null: not said. */
    readonly number: number | null;
    /** The instruction pointer (-i), hexadecimal; null: not said. */
    readonly instruction: string | null;
}

export interface LogTime {
    readonly seconds: number;
    readonly nanoseconds: number;
    /** Midnight: the day is not said. */
    readonly since: "epoch" | "midnight";
}

export interface Result {
    /** null: `?`, it did not return, or not to the program. */
    readonly value: number | bigint | null;
    /** What stands in angle brackets behind it, still escaped; null: nothing. */
    readonly about: string | null;
    /** Such as ENOENT, or ERESTARTSYS; null: none. */
    readonly error: string | null;
    /** What stands in parentheses behind it: `Timeout`, `[{fd=3, revents=POLLIN}]`; null: nothing. */
    readonly explanation: string | null;
}

/** A call that returned; of one that was unfinished before, `line` and `time` are those of its end. */
export interface CallLine {
    readonly kind: "call";
    readonly prefix: Prefix;
    readonly name: string;
    readonly arguments: readonly Value[];
    readonly result: Result;
    /** Seconds in the call (-T); null: not said. */
    readonly duration: number | null;
    /** The line with its beginning was there before, as `unfinished`. */
    readonly resumed: boolean;
}

/** `read(3,  <unfinished ...>`: the arguments that are known at the entry. */
export interface UnfinishedLine {
    readonly kind: "unfinished";
    readonly prefix: Prefix;
    readonly name: string;
    readonly arguments: readonly Value[];
    /** strace let go of it there (-p). */
    readonly detached: boolean;
    /** The line with its end says no more of the arguments. The parser never knows; who makes such lines of whole ones does. */
    readonly whole?: true;
}

/** `--- SIGCHLD {si_signo=SIGCHLD, …} ---` */
export interface SignalLine {
    readonly kind: "signal";
    readonly prefix: Prefix;
    readonly signal: string;
    readonly information: Value | null;
}

/** `--- stopped by SIGSTOP ---` */
export interface StoppedLine {
    readonly kind: "stopped";
    readonly prefix: Prefix;
    readonly signal: string;
}

/** `+++ exited with 1 +++`, `+++ killed by SIGSEGV (core dumped) +++` */
export interface EndLine {
    readonly kind: "end";
    readonly prefix: Prefix;
    readonly how: { readonly exited: number } | { readonly killed: string; readonly dumped: boolean };
}

/** `+++ superseded by execve in pid 12 +++`: another thread of the process has its number now. */
export interface SupersededLine {
    readonly kind: "superseded";
    readonly prefix: Prefix;
    readonly by: number;
}

/** ` > /lib/libc.so.6(read+0x12) [0x1234]`: of the call before it (-k). */
export interface FrameLine {
    readonly kind: "frame";
    readonly prefix: Prefix;
    readonly module: string | null;
    readonly symbol: string | null;
    /** In the symbol. */
    readonly offset: number | bigint | null;
    /** In the module's file. */
    readonly address: number | bigint | null;
    /** `file.c:12` (-kk); null: not said. */
    readonly source: string | null;
}

/** What strace says of itself, comments, and lines without text. */
export interface RemarkLine {
    readonly kind: "remark";
    readonly prefix: Prefix;
    readonly text: string;
    /** `Process 12 attached`, `detached`; null: something else. */
    readonly process: { readonly pid: number; readonly now: "attached" | "detached" } | null;
}

/** What makes no sense: skipped. */
export interface BadLine {
    readonly kind: "bad";
    readonly line: number;
    /** From 1. */
    readonly column: number;
    /** One sentence. */
    readonly reason: string;
}

export type LogLine = CallLine | UnfinishedLine | SignalLine | StoppedLine | EndLine | SupersededLine | FrameLine | RemarkLine | BadLine;
