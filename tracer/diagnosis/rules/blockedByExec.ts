import type { ProcessId } from "../../model/identities";
import type { PendingSignal } from "../../model/owners/signalState";
import type { Process } from "../../model/owners/process";
import { hasSignal, type SignalSet } from "../../model/signals";
import type { SourceLocation } from "../../model/sourceLocation";
import type { State } from "../../model/state";
import { inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

interface Inherited {
    readonly blocked: SignalSet;
    readonly source: SourceLocation | null;
}

/** What was blocked before execve is blocked in the new program, which knows nothing of it (execve(2), signal(7)). */
export const blockedByExec: Rule = {
    id: "IPC052",
    title: "A program that was executed with a blocked signal never gets it",
    severity: "error",
    about: "signals",
    watch() {
        /** Of programs that have not touched their masks. */
        const inherited = new Map<ProcessId, Inherited>();
        /** By seq. */
        const senders = new Map<number, { readonly process: ProcessId; readonly source: SourceLocation | null }>();
        const found = new Map<string, NewFinding>();
        function look(state: State): void {
            for (const [id, before] of inherited) {
                const process = state.processes.get(id);
                if (process === undefined || process.exit !== null) continue;
                for (const pending of process.signals.pending ?? []) {
                    const key = `${id} ${pending.signal}`;
                    const sent = pending.generated.map((seq) => senders.get(seq)).find((each) => each !== undefined && each.process !== id);
                    if (sent === undefined || !hasSignal(before.blocked, pending.signal) || found.has(key)) continue;
                    found.set(key, findingOf(process, pending, before, sent));
                }
            }
        }
        return {
            quiet: look,
            ...hears(["programExecuted", "signalMaskChanged", "signalAccepted", "signalSent"], (event, before) => {
                if (event.kind === "programExecuted") {
                    const threads = [...(before.processes.get(event.process)?.threads.values() ?? [])];
                    const blocked = threads.length === 1 ? (threads[0]?.signals.blocked ?? 0n) : 0n;
                    if (blocked === 0n) inherited.delete(event.process);
                    else inherited.set(event.process, { blocked, source: event.source ?? null });
                }
                if (event.kind === "signalMaskChanged" || event.kind === "signalAccepted") {
                    inherited.delete(event.process);
                    for (const key of found.keys()) if (key.startsWith(`${event.process} `)) found.delete(key);
                }
                if (event.kind === "signalSent") senders.set(event.seq, { process: event.process, source: event.source ?? null });
            }),
            findings({ state, unfinished }) {
                if (unfinished) look(state);
                return [...found.values()];
            },
        };
    },
};

function findingOf(
    { id }: Process,
    { signal }: PendingSignal,
    { source }: Inherited,
    sender: { readonly process: ProcessId; readonly source: SourceLocation | null },
): NewFinding {
    return {
        certainty: "proven",
        message:
            `${signal}, which ${sender.process} sent${inPlace(sender.source)}, does not reach ${id}: it was blocked when ${id} executed its program${inPlace(source)}, ` +
            `and a program keeps the mask that it is executed with. sigprocmask(SIG_UNBLOCK, …) belongs before exec.`,
        process: id,
        locations: places(["cause", id, source], ["symptom", sender.process, sender.source]),
    };
}
