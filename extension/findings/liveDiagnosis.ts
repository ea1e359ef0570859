/** Holds a trace against the catalogue while it grows, and tells what is found when the programs pause and when they have ended. */
import { Examination } from "../../tracer/diagnosis/examination";
import type { Finding } from "../../tracer/diagnosis/finding";
import type { Interpreter } from "../../tracer/interpret/interpreter";
import type { TraceListener } from "../traceListener";

/** Whoever has not gone on in that time does not go on by himself. */
const pauseMilliseconds = 1000;

export interface Diagnosed {
    readonly findings: readonly Finding[];
    /** Nobody runs, nobody stands still for the debugger, and every living thread waits: what has stopped them all. */
    readonly allWait: Finding | null;
}

export class LiveDiagnosis implements TraceListener {
    private examination: Examination | undefined;
    private pause: NodeJS.Timeout | undefined;
    private live = false;

    constructor(private readonly tell: (diagnosed: Diagnosed) => void) {}

    /** Whether the trace grows. */
    isLive(): boolean {
        return this.live;
    }

    begin(interpreter: Interpreter): void {
        this.live = true;
        clearTimeout(this.pause);
        this.examination = new Examination(interpreter);
        interpreter.tellBefore(this.examination);
        this.tell({ findings: [], allWait: null });
    }

    /** What the records say the interpreter has told already. */
    see(): void {
        clearTimeout(this.pause);
        this.pause = setTimeout(() => this.diagnose(), pauseMilliseconds);
    }

    end(): void {
        this.live = false;
        clearTimeout(this.pause);
        this.diagnose();
    }

    dispose(): void {
        clearTimeout(this.pause);
    }

    private diagnose(): void {
        if (this.examination === undefined) return;
        const findings = this.examination.findings();
        const wait = findings.find(({ about }) => about === "waits") ?? null;
        this.tell({ findings, allWait: this.examination.allWait ? wait : null });
    }
}
