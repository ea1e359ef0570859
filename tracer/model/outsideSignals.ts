/** Signals from outside of the recording, by which a program may be meant to go on. */
import { baseName } from "./baseName";
import type { Process } from "./owners/process";
import type { SignalAction } from "./owners/signalState";
import { isOfLibrary } from "./signals";

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

/** A runtime's own, by its name without a version: Node opens its inspector then, Python ends the program. */
const ofRuntimes: ReadonlyMap<string, string> = new Map([
    ["node", "SIGUSR1"],
    ["python", "SIGINT"],
]);

/** Whether it has a handler for a signal that somebody may send it, and that it survives. */
export function awaitsSignals({ arguments: [program = ""], signals }: Process): boolean {
    const own = ofRuntimes.get(baseName(program).replace(/[0-9.]+$/, ""));
    return [...signals.actions].some(
        ([signal, action]) =>
            typeof action === "object" && !isOfLibrary(signal) && !ofItself.has(signal) && signal !== own && !isLast(signal, action),
    );
}

/** A handler that is set for one time tidies up, and sends the signal once more. */
function isLast(signal: string, action: SignalAction): boolean {
    return ending.has(signal) && typeof action === "object" && action.flags.includes("SA_RESETHAND");
}
