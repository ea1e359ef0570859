/**
 * The programs of a launch before they run. The engine holds each before its first instruction, until it is known of every one
 * whether it is to be debugged, and those that are have their gdb.
 */
import type { TargetProcess } from "./targetProcess";

export class LaunchedPrograms {
    /** Resolves when all are held and it is known what is to become of them. */
    readonly decided: Promise<void>;
    private readonly held = new Set<TargetProcess>();
    private notSettled: Set<TargetProcess> | undefined;
    private allDecided: () => void = () => undefined;

    constructor(
        private readonly count: number,
        /** Hands one to its gdb, or settles it. */
        private readonly decide: (program: TargetProcess) => Promise<void>,
        private readonly start: () => void,
    ) {
        this.decided = new Promise((resolve) => (this.allDecided = resolve));
    }

    /** The engine holds it. */
    add(program: TargetProcess): void {
        this.held.add(program);
        if (this.held.size < this.count) return;
        this.notSettled = new Set(this.held);
        void Promise.all([...this.held].map((each) => this.decide(each))).then(this.allDecided);
    }

    /** It has its gdb, or needs none. The last one lets all run. */
    settled(program: TargetProcess): void {
        if (this.notSettled?.delete(program) === true && this.notSettled.size === 0) this.start();
    }
}
