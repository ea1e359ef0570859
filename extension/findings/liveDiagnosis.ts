/** Holds a trace against the catalogue while it grows, and tells what is found when the programs pause and when they have ended. */
import { Diagnosis } from "../../tracer/diagnosis/diagnosis";
import type { Finding } from "../../tracer/diagnosis/finding";
import type { Event } from "../../tracer/model/event";
import type { TraceListener } from "../traceListener";

/** Whoever has not gone on in that time does not go on by himself. */
const pauseMilliseconds = 1000;

export interface Diagnosed {
    readonly findings: readonly Finding[];
    /** Nobody runs, nobody stands still for the debugger, and every living thread waits: what has stopped them all. */
    readonly allWait: Finding | null;
}

export class LiveDiagnosis implements TraceListener {
    private diagnosis = new Diagnosis();
    private pause: NodeJS.Timeout | undefined;
    private live = false;

    constructor(private readonly tell: (diagnosed: Diagnosed) => void) {}

    /** Whether the trace grows. */
    isLive(): boolean {
        return this.live;
    }

    begin(): void {
        this.live = true;
        clearTimeout(this.pause);
        this.diagnosis = new Diagnosis();
        this.tell({ findings: [], allWait: null });
    }

    see(records: readonly (readonly Event[])[]): void {
        for (const events of records) this.diagnosis.see(events);
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
        const findings = this.diagnosis.findings();
        const wait = findings.find(({ about }) => about === "waits") ?? null;
        this.tell({ findings, allWait: this.diagnosis.allWait ? wait : null });
    }
}
