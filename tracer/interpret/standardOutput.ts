/** Calls that begin and empty the buffer of standard output. */
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";

/** Of the C library; those that begin with "__" are made of the others by _FORTIFY_SOURCE. */
const printing = /^(__)?(v?f?printf|f?puts|f?putc|putchar|fwrite|_IO_putc)(_unlocked)?(_chk)?$/;
const standardOutput = 1;

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
