/** What a gdb is told before it serves a process. */
import { stoppingSignals, type SignalStops } from "./signalStops";

/** Where the processor's debug registers cannot be used. gdb does not find that out by itself. */
export const softwareOnly: readonly string[] = ["set can-use-hw-watchpoints 0", "set remote hardware-breakpoint-limit 0"];

/** Before it connects. `debugRegisters`: whether they can be used here. */
export function setUpCommands(debugRegisters: boolean, usersOwn: readonly string[]): string[] {
    return [
        "set sysroot", // The programs' files are on this machine: no need to read them through the engine.
        "set remotetimeout 86400", // The engine answers when the process stands still: one that vfork(2) suspends lets it wait.
        "set confirm off",
        "set pagination off",
        "set width 0",
        "set breakpoint pending on",
        "set breakpoint always-inserted on", // So that a forked child inherits them even while its parent stands still.
        "set print null-stop on", // A buffer that holds a string shows the string.
        ...(debugRegisters ? [] : softwareOnly),
        ...usersOwn,
    ];
}

/**
 * Signals go to the program as if there were no debugger: a debugger that stops at each would change what is to be seen.
 * Those of a crash may stop it, and those that the user has asked for.
 */
export function signalCommands(stops: SignalStops): string[] {
    return [
        "handle all nostop noprint pass",
        "handle SIGINT nostop noprint pass",
        ...[...stoppingSignals(stops)].map((signal) => `handle ${signal} stop print pass`),
    ];
}
