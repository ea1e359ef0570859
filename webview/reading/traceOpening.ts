/** Opens a trace whose bytes come piece by piece, with the lines of its stacks where somebody can tell them. */
import { TraceReading } from "../../tracer/review/traceReading";
import type { TraceRecord } from "../../tracer/trace/record";
import type { PackedSource, StackAddresses, StackLines, StackModule } from "../protocol/reviewMessages";
import type { OpenedTrace } from "./openedTrace";
import { Stacks } from "./stacks";

/** Records that are interpreted before other messages are heard: few enough that who scrubs in what was read does not notice. */
const recordsAtOnce = 200;

export interface OpeningListener {
    /** `part`: from 0 to 1, in steps of a hundredth. */
    readonly progress: (part: number) => void;
    /** What is there already, at each pause. */
    readonly grown?: (opened: OpenedTrace) => void;
    /** What is the line of each? Absent: nobody can tell. */
    readonly stacks?: (modules: readonly StackModule[], stacks: readonly StackAddresses[]) => void;
    /** Resolves when the messages that have come meanwhile were heard. */
    readonly pause: () => Promise<void>;
}

export class TraceOpening {
    private readonly stacks = new Stacks();
    private readonly notices: string[] = [];
    /** Files that stand in the trace itself. */
    private readonly sources: PackedSource[] = [];
    private readonly reading: TraceReading;
    /** Hundredths that were told of. */
    private told = -1;
    /** Records that were interpreted since then. */
    private sincePause = 0;
    private cancelled = false;
    private linesLacked = false;
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

    /** Rejects with a TraceError when this is no trace, or one of another version. */
    push(bytes: Uint8Array): Promise<void> {
        this.queue = this.queue.then(() => (this.cancelled ? undefined : this.read(bytes)));
        return this.queue;
    }

    /** Resolves when all that was pushed is read. Rejects like `push`. */
    async finish(): Promise<OpenedTrace> {
        await this.queue;
        if (this.cancelled) this.notices.push("Reading was stopped: this is the beginning of the trace.");
        else this.notices.push(...this.reading.finish());
        return this.opened;
    }

    /** Whether all of it was read, and all lines that were asked for are known: the next time it would be the same. */
    get isSettled(): boolean {
        return !this.cancelled && !this.linesLacked;
    }

    learn(stacks: readonly StackLines[], notes: readonly string[]): void {
        this.stacks.learn(stacks);
        this.linesLacked ||= notes.length > 0;
        this.notices.push(...notes.filter((note) => !this.notices.includes(note)));
        this.learned?.();
    }

    cancel(): void {
        this.cancelled = true;
    }

    private get opened(): OpenedTrace {
        return { trace: this.reading.trace, stacks: this.stacks, notices: this.notices, sources: this.sources, findings: null };
    }

    private async read(bytes: Uint8Array): Promise<void> {
        for (const records of this.reading.records(bytes)) {
            await this.askAbout(records);
            await this.interpret(records);
            if (this.cancelled) return;
            this.tellProgress();
        }
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
            this.stacks.interpreted(record, this.reading.trace.length);
            this.sincePause += 1;
            if (this.sincePause < recordsAtOnce) continue;
            this.sincePause = 0;
            this.listener.grown?.(this.opened);
            await this.listener.pause();
            if (this.cancelled) return;
        }
    }

    private tellProgress(): void {
        const hundredths = Math.min(100, Math.floor((100 * this.reading.offset) / Math.max(1, this.size)));
        if (hundredths === this.told) return;
        this.told = hundredths;
        this.listener.progress(hundredths / 100);
    }
}
