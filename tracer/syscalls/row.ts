/** What one row of the table says about a system call. Everything else derives from the rows. */

import type { KernelObjectKind } from "../model/kindTypes";

type Argument = `arg${0 | 1 | 2 | 3 | 4 | 5}`;
type Register = Argument | "result";
/** The eight bytes at that address: a pointer, or a length. */
type Word = `*(${Argument}+${number})`;
/** `stack`: the stack pointer. */
type Address = Argument | `stack+${number}` | `${Argument}+${number}` | Word | `${Word}+${number}`;
type Length = Register | `${Register}*${number}` | Word | `u32(${Argument})` | `u32(${Argument}+${number})` | `u32(${Word})`;
/** A descriptor number: an argument, the result, or an int in memory. */
type DescriptorPlace = Register | `u32(${Address})`;

/** An operation of a capture program, as docs/engine-interface.md defines them ("Capture programs"). */
export type CaptureOperation =
    | `${"e" | "x"} bytes ${Address} ${Length}`
    | `${"e" | "x"} fixed ${Address} ${number}`
    | `${"e" | "x"} string ${Address}`
    | `${"e" | "x"} iovec ${Argument} ${Argument} ${"all" | "result"}`
    | `${"e" | "x"} iovec ${Word} ${Word} ${"all" | "result"}`
    | `${"e" | "x"} messages ${Argument} ${Register}`
    | `x object ${DescriptorPlace}`
    | `x position ${DescriptorPlace}`
    | `x status ${Argument}`
    | `x socket ${DescriptorPlace}`
    | `e code ${Word}`
    | `e data ${Argument}`
    | `e pointers ${Argument}`
    | `${"e" | "x"} rights ${Argument}`
    | `${"e" | "x"} rights ${Argument} ${Register}`;

type ArgumentValue = number | { readonly mask: number; readonly value: number };

interface ShownArgument {
    readonly argument: string;
    /** The C type; `int` if absent. */
    readonly type?: "long";
    /** Of its values; one without a name is shown as a number. */
    readonly names?: Readonly<Record<number, string>>;
    /** A value that says nothing. */
    readonly omit?: number;
}

export interface SyscallRow {
    /** The number on x86-64 (arch/x86/entry/syscalls/syscall_64.tbl). */
    readonly number: number;
    /** Names of the arguments, in order: as in the man page, but one name for one idea over all rows. */
    readonly arguments: readonly string[];
    /** What the engine copies, by name; the order is the order of the capture program. */
    readonly captures: Readonly<Record<string, CaptureOperation>>;
    /**
     * It is traced only where the lower half of an argument, masked, has one of these values (at most eight): for calls that are
     * frequent, and of interest in some of their operations.
     */
    readonly only?: { readonly argument: string; readonly mask: number; readonly values: readonly number[] };
    /** It may make a descriptor number stand for something else. */
    readonly changesDescriptors?: true;
    /** It may give the caller a descriptor table of its own (CLONE_FILES, unshare(2)). */
    readonly partsDescriptors?: true;
    /**
     * Why a thread may stay in the call, for those calls that can wait: names the function in tracer/interpret that says what it
     * waits for. Calls without it are never shown as waiting, however long the recorder needed to see them return.
     */
    readonly waits?: string;
    /** An argument that is the number of an object without descriptors (sysvipc(7)). */
    readonly names?: { readonly argument: string; readonly kind: KernelObjectKind };
    /** The result is a number of bytes that were moved: never more than `count`, where the call has that argument. */
    readonly returns?: "bytes";
    /** Names the function in tracer/interpret that says what a return of this call means. */
    readonly meaning: string;
    /**
     * The C library's function that makes this call, where its name is another: the first whose arguments have these values (a
     * flag or a pointer that is not given is 0).
     */
    readonly functions?: readonly { readonly name: string; readonly where?: Readonly<Record<string, ArgumentValue>> }[];
    /** Functions of many names make this call: the stack tells which one, as far as it is known. */
    readonly calledFromLibrary?: true;
    /** Arguments that sentences show. */
    readonly shows?: readonly ShownArgument[];
    /** It may return more than once a second without interest to anyone: no event when it changed nothing. */
    readonly quiet?: true;
}

export type SyscallFamily = Readonly<Record<string, SyscallRow>>;
