/** Calls that begin and empty the buffer of a stream. */
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";

/** Of the C library; those that begin with "__" are made of the others by _FORTIFY_SOURCE. */
const printing = /^(__)?(v?f?printf|f?puts|f?putc|putchar|fwrite|_IO_putc)(_unlocked)?(_chk)?$/;

/** fstat(2) of its descriptor. */
export function noteAsked(call: ReturnedCall, fd: number): void {
    if (!printing.test(call.libraryFunction ?? "")) return;
    const { source } = call;
    if (source !== undefined) call.interpretation.streams.begin(call.process.id, { fd, source });
}

/** Whether it succeeded or not: what was in the buffer is not any more, or the program has been told. */
export function noteWritten(call: ReturnedCall): void {
    call.interpretation.streams.end(call.process.id, call.int("fd"));
}

export const asking = { meanings: { askAboutDescriptor: (call: ReturnedCall) => noteAsked(call, call.int("fd")) } } satisfies Mechanism;
