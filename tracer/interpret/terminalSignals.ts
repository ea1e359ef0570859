/**
 * Signals that the kernel itself has sent with SI_KERNEL: those of terminals (drivers/tty), and those of a process group that has
 * just been orphaned (kernel/exit.c).
 */
import type { SignalCause } from "../model/owners/signalEvents";
import type { Interpretation } from "./interpretation";
import type { TracedProcess } from "./tracedTasks";

const ofTerminal: Readonly<Record<string, Extract<SignalCause, { by: "terminal" }>["how"]>> = {
    SIGINT: "typed",
    SIGQUIT: "typed",
    SIGTSTP: "typed",
    SIGTTIN: "read",
    SIGTTOU: "changed",
    SIGWINCH: "resized",
};

/** Null: it may have been something else. */
export function causeByTerminal({ state }: Interpretation, { id, orphanedGroup }: TracedProcess, signal: string): SignalCause | null {
    const how = ofTerminal[signal];
    if (how !== undefined) return { by: "terminal", how };
    if (signal !== "SIGHUP" && signal !== "SIGCONT") return null;
    if (orphanedGroup) return { by: "orphanedGroup" };
    return state.processes.get(id)?.job.session === null ? null : { by: "terminal", how: "hungUp" };
}
