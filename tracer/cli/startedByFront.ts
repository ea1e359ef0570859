import { usageError } from "./commandError";

/** The program `ipcscope` (tracer/engine/front) does by itself what runs programs, and asks us for its help only. */
export function startedByFront(): never {
    throw usageError("recording is done by the program 'ipcscope', not by its script.");
}
