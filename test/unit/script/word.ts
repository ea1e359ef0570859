/** What a word of the script language is: either a system call, or something else that a recorder writes down. */
import type { CaptureName, SyscallName } from "../../../tracer/syscalls/table";
import type { TraceRecord } from "../../../tracer/trace/record";

export type Captured = Partial<Record<CaptureName, Uint8Array>>;

export interface PlannedCall {
    readonly name: SyscallName;
    readonly args: readonly number[];
    readonly entry?: Captured;
    /** What is captured when it returns this. */
    readonly exit?: (result: number, data: Uint8Array) => Captured;
    readonly result: number;
    readonly data?: Uint8Array;
    /** The function of the C library that makes it. */
    readonly called?: string;
}

/** `serial` gives another number each time: identities that the kernel would choose. */
export type CallWord = (words: readonly string[], serial: () => number) => PlannedCall;

/** The place of a record in the trace. */
export interface Moment {
    /** Nanoseconds since the start; later at each asking. */
    time(): number;
    /** Of the script: the stacks' numbers, and thereby the lines of the source. */
    readonly line: number;
}

export type RecordWord = (who: string, words: readonly string[], moment: Moment) => readonly TraceRecord[];
