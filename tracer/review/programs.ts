/** Which program each process ran, at any time. */
import type { Event } from "../model/event";
import type { ProcessId } from "../model/identities";

interface Since {
    readonly seq: number;
    /** As execve(2) got it, or the first word of the command. */
    readonly path: string;
}

export type SavedPrograms = ReadonlyMap<ProcessId, readonly Since[]>;

export class Programs {
    private readonly byProcess = new Map<ProcessId, Since[]>();

    see(event: Event): void {
        switch (event.kind) {
            case "processStarted":
                return this.begin(event.process, event.seq, event.arguments[0] ?? event.command);
            case "programExecuted":
                return this.begin(event.process, event.seq, event.path);
            case "processForked": {
                const own = this.at(event.process, event.seq);
                if (own !== null) this.begin(event.child, event.seq, own);
                return;
            }
            default:
                return;
        }
    }

    /** After this event; null: not known. */
    at(process: ProcessId, seq: number): string | null {
        return this.byProcess.get(process)?.findLast((since) => since.seq <= seq)?.path ?? null;
    }

    save(): SavedPrograms {
        return this.byProcess;
    }

    load(saved: SavedPrograms): void {
        for (const [process, programs] of saved) this.byProcess.set(process, [...programs]);
    }

    private begin(process: ProcessId, seq: number, path: string): void {
        const known = this.byProcess.get(process);
        if (known === undefined) this.byProcess.set(process, [{ seq, path }]);
        else known.push({ seq, path });
    }
}
