/** Forks and the first steps of children, threads likewise, and ends with the wait(2) that learns of them. */
import type { ProcessId } from "../../model/identities";
import type { CauseRule } from "./causeRule";

/** Made of a fork or a clone; what begins with its first event. */
export class Births {
    /** By process, and by process and thread. */
    private readonly expected = new Map<string, { readonly seq: number; readonly kind: "fork" | "thread" }>();

    readonly rule: CauseRule = {
        processForked: ({ child, seq }) => void this.expected.set(child, { seq, kind: "fork" }),
        threadCreated: ({ process, childTid, seq }) => void this.expected.set(`${process} ${childTid}`, { seq, kind: "thread" }),
    };

    /** What made the process or thread, the first time that it is asked of it; null: nothing that is recorded. */
    firstStep(process: ProcessId, tid: number): { readonly seq: number; readonly kind: "fork" | "thread" } | null {
        if (this.expected.size === 0) return null;
        for (const name of [process, `${process} ${tid}`]) {
            const birth = this.expected.get(name);
            if (birth !== undefined && this.expected.delete(name)) return birth;
        }
        return null;
    }
}

export function endsAndWaits(): CauseRule {
    const ended = new Map<ProcessId, number>();
    return {
        processExited: ({ process, seq }) => void ended.set(process, seq),
        processReaped({ child, seq }, seen) {
            const from = ended.get(child);
            if (from !== undefined) seen.link(from, seq, "exit");
        },
    };
}
