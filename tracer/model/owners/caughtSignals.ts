/** The signals that a program has handlers for. */
import { isOfLibrary } from "../signals";
import type { Process } from "./process";
import type { CaughtSignal } from "./signalState";

/** By name, without those that the C library handles for itself. */
export function caughtSignals({ signals }: Process): ReadonlyMap<string, CaughtSignal> {
    const caught = new Map<string, CaughtSignal>();
    for (const [signal, action] of signals.actions) if (typeof action === "object" && !isOfLibrary(signal)) caught.set(signal, action);
    return caught;
}
