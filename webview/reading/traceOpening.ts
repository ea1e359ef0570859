/** Opens a trace whose bytes come piece by piece, with the lines of its stacks where somebody can tell them. */
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { TraceReading } from "../../tracer/review/traceReading";
import type { TraceRecord } from "../../tracer/trace/record";
import type { PackedSource, StackAddresses, StackLines, StackModule } from "../protocol/reviewMessages";
import { Stacks } from "./stacks";

/** Records that are interpreted before other messages are heard. */
const recordsAtOnce = 4000;

export interface OpeningListener {
    /** `part`: from 0 to 1. */
    readonly progress: (part: number) => void;
    /** What is the line of each? Absent: nobody can tell. */
    readonly stacks?: (modules: readonly StackModule[], stacks: readonly StackAddresses[]) => void;
    /** Resolves when the messages that have come meanwhile were heard. */
    readonly pause: () => Promise<void>;
}

export class TraceOpening {
    readonly stacks = new Stacks();
    readonly notices: string[] = [];
    /** Files that stand in the trace itself. */
    readonly sources: PackedSource[] = [];
    private readonly reading: TraceReading;
    private taken = 0;
    /** Records that were interpreted since then. */
    private sincePause = 0;
    private cancelled = false;
    private learned: (() => void) | null = null;
    /** Pieces are read one after the other. */
    private queue: Promise<void> = Promise.resolve();

    constructor(
        name: string,
        private readonly size: number,
        private readonly listener: OpeningListener,
    ) {
        this.reading = new TraceReading(name, this.stacks);
    }

    get trace(): RecordedTrace {
        return this.reading.trace;
    }

    /** Rejects with a TraceError when this is no trace, or one of another version. */
    push(bytes: Uint8Array): Promise<void> {
        this.queue = this.queue.then(() => (this.cancelled ? undefined : this.read(bytes)));
        return this.queue;
    }

    /** Resolves when all that was pushed is read. Rejects like `push`. */
    async finish(): Promise<void> {
        await this.queue;
        if (this.cancelled) this.notices.push("Reading was stopped: this is the beginning of the trace.");
        else this.notices.push(...this.reading.finish());
    }

    learn(stacks: readonly StackLines[], notes: readonly string[]): void {
        this.stacks.learn(stacks);
        this.notices.push(...notes.filter((note) => !this.notices.includes(note)));
        this.learned?.();
    }

    cancel(): void {
        this.cancelled = true;
    }

    private async read(bytes: Uint8Array): Promise<void> {
        for (const records of this.reading.records(bytes)) {
            await this.askAbout(records);
            await this.interpret(records);
            if (this.cancelled) return;
        }
        this.taken += bytes.length;
        this.tellProgress();
    }

    private async askAbout(records: readonly TraceRecord[]): Promise<void> {
        this.stacks.learnPacked(records);
        for (const record of records) if (record.type === "source") this.sources.push({ file: record.path, text: record.text });
        const ask = this.listener.stacks;
        const asked = ask === undefined ? null : this.stacks.asked(records);
        if (ask === undefined || asked === null) return;
        const answered = new Promise<void>((resolve) => {
            this.learned = resolve;
        });
        ask(asked.modules, asked.stacks);
        await answered;
    }

    private async interpret(records: readonly TraceRecord[]): Promise<void> {
        for (const record of records) {
            this.reading.interpret(record);
            this.stacks.interpreted(record, this.trace.length);
            this.sincePause += 1;
            if (this.sincePause < recordsAtOnce) continue;
            this.sincePause = 0;
            this.tellProgress();
            await this.listener.pause();
            if (this.cancelled) return;
        }
    }

    private tellProgress(): void {
        this.listener.progress(Math.min(1, this.taken / Math.max(1, this.size)));
    }
}
