/** How much is in a pipe, as far as that is known. */
import type { MutablePipe } from "./state";

/** Bytes came or went: what is said of their number follows from the account. */
export function settleBytes(pipe: MutablePipe): void {
    if (pipe.accounted === 0 && pipe.inFlight.length === 0) pipe.doubtful = false;
    pipe.bytes = isKnown(pipe) ? pipe.accounted : null;
}

/** Without writes that wait, what was written and not read is in it, whoever wrote it in whatever order. */
function isKnown({ accounted, capacity, doubtful, inFlight }: MutablePipe): boolean {
    if (accounted !== null && capacity !== null && accounted > capacity) return false;
    return !doubtful || inFlight.length === 0;
}

/** Bytes more, or less, in the account. */
export function account(pipe: MutablePipe, added: number): void {
    if (pipe.accounted !== null) pipe.accounted += added;
}
