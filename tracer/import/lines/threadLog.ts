/** The log of one thread (strace -ff), with the times at which its lines have their place among those of others. */
import type { CallLine, LogLine, LogTime, Prefix } from "../../strace-parser/logLine";
import { StraceParser } from "../../strace-parser/straceParser";
import { syscalls } from "../../syscalls/table";
import { TraceError } from "../../trace/traceError";
import { logBytes, type LogFile } from "./logFiles";

/** As many are made lines at once. */
const parsedBytes = 1 << 12;

const waits: ReadonlySet<string> = new Set(syscalls.filter((row) => row.waits !== undefined).map(({ name }) => name));

/** A call that may wait is entered when its line says, and has returned at the latest when its thread does something else. */
export class ThreadLog {
    private readonly parser: StraceParser;
    private readonly chunks: AsyncGenerator<Uint8Array, void, void>;
    /** What has been read of the file, but not as lines: lines take some twelve times as much, and each that is kept for long costs. */
    private unread: Uint8Array = new Uint8Array();
    private readonly lines: LogLine[] = [];
    /** Of each line, microseconds. */
    private readonly times: number[] = [];
    private first = 0;
    private pending: CallLine | null = null;
    private last = 0;
    private ended = false;

    /** `order`: among the files. It is read in chunks of so many bytes. */
    constructor(
        private readonly file: LogFile,
        private readonly order: number,
        chunk: number,
    ) {
        this.parser = new StraceParser((line) => this.take(line), file.pid);
        this.chunks = logBytes(file.path, chunk);
    }

    get isEmpty(): boolean {
        return this.first >= this.lines.length;
    }

    /** Makes lines of what has been read; false: none, so that `fill` must read on. */
    refill(): boolean {
        this.lines.length = 0;
        this.times.length = 0;
        this.first = 0;
        while (this.isEmpty && this.unread.length > 0) {
            this.parser.push(this.unread.subarray(0, parsedBytes));
            this.unread = this.unread.subarray(parsedBytes);
        }
        return !this.isEmpty;
    }

    /** Reads on when there is no line left; false: the file has no more. */
    async fill(): Promise<boolean> {
        while (!this.refill()) {
            if (this.ended) return false;
            const { value, done } = await this.chunks.next();
            if (value !== undefined) this.unread = value;
            if (done === true) this.end();
            if (!this.isEmpty) break;
        }
        return true;
    }

    /** The next line; there is one. */
    shift(): LogLine {
        const next = this.lines[this.first++];
        if (next === undefined) throw new RangeError("no line is left");
        return next;
    }

    /** Whether its next line comes before that of the other; both have one. */
    isBefore(other: ThreadLog): boolean {
        const mine = this.times[this.first] ?? 0;
        const theirs = other.times[other.first] ?? 0;
        return mine < theirs || (mine === theirs && this.order < other.order);
    }

    private end(): void {
        this.ended = true;
        this.parser.end();
        if (this.pending !== null) this.put(returned(this.pending, this.pending.prefix.time));
    }

    private put(line: LogLine): void {
        this.lines.push(line);
        this.times.push(this.last);
    }

    private take(line: LogLine): void {
        if (line.kind === "bad") {
            this.put(line);
            return;
        }
        this.last = Math.max(this.last, microseconds(line.prefix, this.file.path, this.last));
        if (this.pending !== null) this.put(returned(this.pending, line.prefix.time));
        this.pending = null;
        if (line.kind !== "call" || !waits.has(line.name)) {
            this.put(line);
            return;
        }
        const { prefix, name, arguments: given, duration } = line;
        this.put({ kind: "unfinished", prefix, name, arguments: given, detached: false, whole: true });
        if (duration === null) {
            this.pending = line;
        } else {
            this.last += duration * 1e6;
            this.put(returned(line, later(prefix.time, duration)));
        }
    }
}

/** Written out, since that is much faster than to spread them. */
function returned({ prefix, name, arguments: given, result, duration }: CallLine, time: LogTime | null): CallLine {
    const { line, pid, comm, sinceLast, number, instruction } = prefix;
    const then = { line, pid, comm, time, sinceLast, number, instruction };
    return { kind: "call", prefix: then, name, arguments: given, result, duration, resumed: true };
}

function later(time: LogTime | null, seconds: number): LogTime | null {
    if (time === null) return null;
    const nanoseconds = time.nanoseconds + Math.round(seconds * 1e9);
    return { ...time, seconds: time.seconds + Math.floor(nanoseconds / 1e9), nanoseconds: nanoseconds % 1e9 };
}

const dayOfMicroseconds = 86_400e6;

function microseconds({ time }: Prefix, path: string, last: number): number {
    if (time === null) {
        throw new TraceError(`'${path}' has no times, so the files of this log have no order: record with 'strace -ff -ttt'.`);
    }
    const at = time.seconds * 1e6 + time.nanoseconds / 1e3;
    const isNextDay = time.since === "midnight" && at < (last % dayOfMicroseconds) - dayOfMicroseconds / 2;
    return time.since === "midnight" ? at + dayOfMicroseconds * (Math.floor(last / dayOfMicroseconds) + (isNextDay ? 1 : 0)) : at;
}
