/** Waits that end when their cause comes: who can go on, goes on before long. */
import { awaitedObjects } from "../model/awaitedObjects";
import type { Wait } from "../model/awaits";
import type { ProcessId } from "../model/identities";
import type { State } from "../model/state";
import { rulesOf } from "./kindRules";

/** A thread that is woken may have to wait for a processor; nobody waits for one so long. In seconds of the recording. */
const longest = 5;

export class OverdueWaits {
    /** By thread: since when it could go on, as far as was seen, and whether that was said. */
    private readonly ready = new Map<number, { readonly wait: Wait; readonly since: number; said: boolean }>();

    /** The state is the next one that is looked at. */
    see(state: State): readonly string[] {
        const faults: string[] = [];
        for (const process of state.processes.values()) {
            for (const { tid, call } of process.threads.values()) {
                const cause = call === null || process.state === "stopped" ? null : causeOf(state, process.id, call);
                if (call === null || cause === null) {
                    this.ready.delete(tid);
                    continue;
                }
                const known = this.ready.get(tid);
                if (known === undefined || known.wait.since !== call.since) {
                    this.ready.set(tid, { wait: call, since: state.time, said: false });
                } else if (!known.said && state.time - known.since > longest) {
                    known.said = true;
                    faults.push(`thread ${tid} of ${process.id} has been in ${call.call} for more than ${longest} s although ${cause}`);
                }
            }
        }
        return faults;
    }
}

/** Why the thread can go on; null: nothing of that kind is known. */
function causeOf(state: State, process: ProcessId, wait: Wait): string | null {
    const { awaits } = wait;
    if (awaits.what === "child") return awaits.child === null ? null : zombie(state, process, awaits.child);
    for (const id of awaitedObjects(wait)) {
        const object = state.objects.get(id);
        const cause = object === undefined ? null : (rulesOf(object).ready?.(object, wait) ?? null);
        if (cause !== null) return cause;
    }
    return null;
}

function zombie(state: State, parent: ProcessId, child: ProcessId): string | null {
    const process = state.processes.get(child);
    return process?.state === "zombie" && process.parent === parent ? `${child} is a zombie` : null;
}
