/**
 * Signals that the kernel itself has sent with SI_KERNEL: those of terminals (drivers/tty), and those of a process group that has
 * just been orphaned (kernel/exit.c).
 */
import type { SignalCause } from "../model/owners/signalEvents";
import type { Interpretation } from "./interpretation";
import { awaitsInterrupt } from "../model/kinds/tty/line";
import type { Origin } from "./narration";
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

/** Who gets the signal of a key shows that the kernel has come to that key (isig in drivers/tty/n_tty.c). */
export function tellInterrupted(
    { state, masters, narration }: Interpretation,
    { id }: TracedProcess,
    signal: string,
    origin: Origin,
): void {
    const terminal = state.processes.get(id)?.job.terminal;
    for (const [object, name] of masters) {
        const master = state.objects.get(object);
        if (name !== terminal || master?.kind !== "tty" || master.line === null || !awaitsInterrupt(master.line)) continue;
        narration.tell(origin, { kind: "terminalInterrupted", object, terminal, signal });
    }
}
