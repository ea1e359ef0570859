/**
 * Marks the processes that stand still because another one stopped. A moment passes before that is shown, and before it is
 * taken back: a step of the stopped process lets the others run for an instant only, and marks should not flicker.
 */
import type { TargetProcess } from "./targetProcess";

const moment = 150;

export class FrozenMarks {
    private frozen = false;
    private shown = false;
    private timer: NodeJS.Timeout | undefined;
    /** Those that froze the others, on their way through a gdb to their users. */
    private readonly held = new Set<TargetProcess>();

    constructor(private readonly processes: () => Iterable<TargetProcess>) {}

    /** The engine freezes the processes, or lets them go on. */
    change(frozen: boolean): void {
        this.frozen = frozen;
        if (!frozen) this.held.clear();
        for (const process of this.processes()) process.standWithOthers(frozen);
        clearTimeout(this.timer);
        this.timer = this.frozen === this.shown ? undefined : setTimeout(() => this.show(), moment);
    }

    /** To be asked when the process has stopped, and for a new one. */
    update(process: TargetProcess): void {
        process.standWithOthers(this.frozen);
        process.markFrozen(this.shown && !this.held.has(process));
    }

    /** The process is held, and freezes the others. */
    isHeld(process: TargetProcess): void {
        this.held.add(process);
        this.update(process);
    }

    /** The others go on as well in a moment, as a rule. */
    goesOn(process: TargetProcess): void {
        setTimeout(() => {
            if (this.frozen) this.update(process);
        }, moment).unref();
    }

    close(): void {
        clearTimeout(this.timer);
    }

    private show(): void {
        this.shown = this.frozen;
        for (const process of this.processes()) this.update(process);
    }
}
