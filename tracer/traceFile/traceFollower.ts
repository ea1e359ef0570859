/** Follows a trace that is still growing: hands over the records as the engine appends them. */
import { watch, type FSWatcher } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import type { TraceRecord } from "../trace/record";
import { RecordStream } from "../trace/recordStream";
import { traceGoesOnAfterEnd } from "../trace/traceError";
import { inflatedBlock } from "./inflatedBlock";

export interface TraceFollowerOptions {
    /** Gets each batch in order; the next waits until the promise is fulfilled. */
    readonly deliver: (records: readonly TraceRecord[]) => void | Promise<void>;
    /** A fault that loses no record: one sentence, once. */
    readonly warn: (sentence: string) => void;
    /** The trace cannot be read on: one sentence. Following has ended. */
    readonly failed: (error: Error) => void;
}

const chunkLength = 1 << 18;
/** Changes of the file within this time make one batch. */
const gatherMilliseconds = 20;
/** In case the file system tells nothing of changes. */
const pollMilliseconds = 250;

export class TraceFollower {
    private readonly stream: RecordStream;
    private file: Promise<FileHandle> | undefined;
    private readonly watcher: FSWatcher | undefined;
    private gathering: NodeJS.Timeout | undefined;
    private readonly poll: NodeJS.Timeout;
    private work: Promise<void> = Promise.resolve();
    private endDelivered = false;
    private goesOnAfterEnd = false;
    private failed = false;
    private closed = false;

    constructor(
        private readonly path: string,
        private readonly options: TraceFollowerOptions,
    ) {
        this.stream = new RecordStream(path, inflatedBlock);
        try {
            this.watcher = watch(path, () => this.changed());
            this.watcher.on("error", () => this.watcher?.close()); // The poll goes on.
        } catch {
            // No inotify left, or no such file: the poll finds out.
        }
        this.poll = setInterval(() => this.changed(), pollMilliseconds);
        this.changed();
    }

    /** Whether the `end` record has been delivered. */
    get ended(): boolean {
        return this.endDelivered;
    }

    /** Resolves when all that stands in the file at this moment has been delivered. */
    readNow(): Promise<void> {
        clearTimeout(this.gathering);
        this.gathering = undefined;
        this.work = this.work.then(() => this.readOn());
        return this.work;
    }

    async close(): Promise<void> {
        if (this.closed) return;
        this.closed = true;
        this.stopWatching();
        await this.work;
        const file = await this.file?.catch(() => undefined);
        await file?.close();
    }

    private changed(): void {
        if (this.closed || this.failed) return;
        this.gathering ??= setTimeout(() => void this.readNow(), gatherMilliseconds);
    }

    private async readOn(): Promise<void> {
        if (this.failed) return;
        try {
            this.file ??= open(this.path, "r");
            const file = await this.file;
            while (!this.closed && !this.stream.ended) {
                const chunk = Buffer.allocUnsafeSlow(chunkLength);
                const { bytesRead } = await file.read(chunk, 0, chunkLength);
                if (bytesRead === 0) break;
                for (const records of this.stream.push(chunk.subarray(0, bytesRead))) await this.options.deliver(records);
                if (this.stream.damaged) throw new Error(`The trace is damaged at byte ${this.stream.offset}.`);
            }
            this.endDelivered = this.stream.ended;
            if (!this.endDelivered) return;
            this.stopWatching();
            await this.lookBehindEnd(file);
        } catch (error) {
            this.failed = true;
            this.stopWatching();
            this.options.failed(error instanceof Error ? error : new Error(String(error)));
        }
    }

    private async lookBehindEnd(file: FileHandle): Promise<void> {
        if (this.goesOnAfterEnd) return;
        const surplus = (await file.stat()).size - this.stream.offset;
        this.goesOnAfterEnd = surplus > 0;
        if (this.goesOnAfterEnd) this.options.warn(traceGoesOnAfterEnd(this.path, surplus));
    }

    private stopWatching(): void {
        this.watcher?.close();
        clearInterval(this.poll);
        clearTimeout(this.gathering);
        this.gathering = undefined;
    }
}
