/** Signals from outside of the recording, by which a program may be meant to go on. */
import { caughtSignals } from "./owners/caughtSignals";
import type { Process } from "./owners/process";
import type { CaughtSignal } from "./owners/signalState";
import { programOf, runtimePrograms, type RuntimeProgram } from "./runtimePrograms";

/** By which people and services end programs (signal(7)). */
const ending: ReadonlySet<string> = new Set(["SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM"]);

/** The kernel sends them for what the process itself, or a child of it, has done (signal(7)). */
const ofItself: ReadonlySet<string> = new Set([
    "SIGCHLD",
    "SIGPIPE",
    "SIGSEGV",
    "SIGBUS",
    "SIGFPE",
    "SIGILL",
    "SIGTRAP",
    "SIGABRT",
    "SIGSYS",
    "SIGXFSZ",
]);

/** Whether it has a handler for a signal that somebody may send it, and that it survives. */
export function awaitsSignals(process: Process): boolean {
    const own = programOf<RuntimeProgram>(process, Object.values(runtimePrograms))?.ownSignal;
    return [...caughtSignals(process)].some(([signal, action]) => !ofItself.has(signal) && signal !== own && !isLast(signal, action));
}

/** A handler that is set for one time tidies up, and sends the signal once more. */
function isLast(signal: string, action: CaughtSignal): boolean {
    return ending.has(signal) && action.flags.includes("SA_RESETHAND");
}
