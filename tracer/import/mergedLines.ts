/** The lines of a log that has a file for each thread (strace -ff), in the order of their times. */
import type { CallLine, LogLine, LogTime, Prefix } from "../strace-parser/logLine";
import { StraceParser } from "../strace-parser/straceParser";
import { syscalls } from "../syscalls/table";
import { TraceError } from "../trace/traceError";
import { logBytes, type LogFile } from "./logFiles";

interface TimedLine {
    /** Microseconds. */
    readonly at: number;
    readonly line: LogLine;
}

/** A log in one file has its order already. */
export async function* linesOf(files: readonly LogFile[]): AsyncGenerator<readonly LogLine[], void, void> {
    const [only, another] = files;
    if (only !== undefined && another === undefined && only.pid === null) yield* batches(only.path);
    else yield* merged(files);
}

async function* batches(name: string): AsyncGenerator<readonly LogLine[], void, void> {
    let lines: LogLine[] = [];
    const parser = new StraceParser((line) => lines.push(line));
    for await (const bytes of logBytes(name)) {
        parser.push(bytes);
        yield lines;
        lines = [];
    }
    parser.end();
    yield lines;
}

async function* merged(files: readonly LogFile[]): AsyncGenerator<readonly LogLine[], void, void> {
    const sources: { readonly lines: AsyncGenerator<TimedLine, void, void>; next: TimedLine }[] = [];
    for (const file of files) {
        const lines = timedLines(file);
        const { value } = await lines.next();
        if (value !== undefined) sources.push({ lines, next: value });
    }
    while (sources.length > 0) {
        let first = 0;
        sources.forEach((source, index) => {
            if (source.next.at < (sources[first]?.next.at ?? 0)) first = index;
        });
        const source = sources[first];
        if (source === undefined) return;
        yield [source.next.line];
        const { value } = await source.lines.next();
        if (value === undefined) sources.splice(first, 1);
        else source.next = value;
    }
}

const waiting: ReadonlySet<string> = new Set(syscalls.filter(({ waits }) => waits !== undefined).map(({ name }) => name));

/** A call that may wait is entered when its line says, and has returned at the latest when its thread does something else. */
async function* timedLines({ path, pid }: LogFile): AsyncGenerator<TimedLine, void, void> {
    let pending: CallLine | null = null;
    let last = 0;
    for await (const lines of batches(path)) {
        for (const line of lines) {
            if (line.kind === "bad") {
                yield { at: last, line };
                continue;
            }
            const at = microseconds(line.prefix, path, last);
            last = Math.max(last, at);
            const mine = { ...line, prefix: { ...line.prefix, pid } };
            if (pending !== null) yield { at: last, line: returned(pending, mine.prefix.time) };
            pending = null;
            if (mine.kind !== "call" || !waiting.has(mine.name)) {
                yield { at: last, line: mine };
            } else {
                const { prefix, name, arguments: given, duration } = mine;
                yield { at: last, line: { kind: "unfinished", prefix, name, arguments: given, detached: false } };
                if (duration === null) {
                    pending = mine;
                } else {
                    last += duration * 1e6;
                    yield { at: last, line: returned(mine, later(prefix.time, duration)) };
                }
            }
        }
    }
    if (pending !== null) yield { at: last, line: returned(pending, pending.prefix.time) };
}

function returned(call: CallLine, time: LogTime | null): CallLine {
    return { ...call, resumed: true, prefix: { ...call.prefix, time } };
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
