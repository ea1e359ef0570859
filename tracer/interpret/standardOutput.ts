/**
 * What processes have left in the buffer of their standard output (stdio(3)). When something is first printed, the C library asks what
 * descriptor 1 stands for, to choose a buffer (libio/filedoalloc.c); from then until a write the buffer holds what was printed.
 */
import type { ProcessId } from "../model/identities";
import type { SourceLocation } from "../model/sourceLocation";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";

/** Of the C library; those that begin with "__" are made of the others by _FORTIFY_SOURCE. */
const printing = /^(__)?(v?f?printf|f?puts|f?putc|putchar|fwrite|_IO_putc)(_unlocked)?(_chk)?$/;
const standardOutput = 1;

export class StandardOutput {
    /** The line that printed first. A child has what fork copied. */
    private readonly begun = new Map<ProcessId, { readonly by: ProcessId; readonly source: SourceLocation }>();

    begin(process: ProcessId, source: SourceLocation): void {
        this.begun.set(process, { by: process, source });
    }

    /** Written, or gone with the process or its program. */
    end(process: ProcessId): void {
        this.begun.delete(process);
    }

    /** Where something was printed that is in the child's copy of the buffer, too. */
    copy(process: ProcessId, child: ProcessId): SourceLocation | undefined {
        const begun = this.begun.get(process);
        if (begun !== undefined) this.begun.set(child, begun);
        return begun?.source;
    }

    /** Where the process itself has printed what it has not written. */
    unwritten(process: ProcessId): SourceLocation | undefined {
        const begun = this.begun.get(process);
        return begun?.by === process ? begun.source : undefined;
    }
}

/** fstat(2) of the standard output. */
export function noteAsked(call: ReturnedCall, fd: number): void {
    if (fd !== standardOutput || !printing.test(call.libraryFunction ?? "")) return;
    const { source } = call;
    if (source !== undefined) call.interpretation.standardOutput.begin(call.process.id, source);
}

/** Whether it succeeded or not: what was in the buffer is not any more, or the program has been told. */
export function noteWritten(call: ReturnedCall): void {
    if (call.int("fd") === standardOutput) call.interpretation.standardOutput.end(call.process.id);
}

export const asking = { meanings: { askAboutDescriptor: (call: ReturnedCall) => noteAsked(call, call.int("fd")) } } satisfies Mechanism;
