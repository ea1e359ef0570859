import type { PayloadReader } from "./payloadReader";
import type { ProgramEnvironment } from "./record";

/** The rest of a record. null: it has none, as before minor version 3, or the kernel did not tell. */
export function decodeProgramEnvironment(payload: PayloadReader): ProgramEnvironment | null {
    if (payload.remains === 0) return null;
    const length = payload.u32();
    const cut = payload.remains < length;
    // Each ends with NUL; behind the last there is nothing, or what was cut.
    const variables = payload.remainingText().split("\0").slice(0, -1);
    return length === 0 ? null : { variables, cut };
}
