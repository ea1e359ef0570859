/** Reads a log of strace as it comes, in chunks of any size. */
import { callLine, restOfCall, unfinishedLine } from "./callLine";
import { Cursor, Nonsense } from "./cursor";
import { linePrefix } from "./linePrefix";
import { ownText } from "./internedWords";
import { LineSplitter } from "./lineSplitter";
import type { CallLine, EndLine, LogLine, Prefix, RemarkLine, SupersededLine } from "./logLine";
import { endLine, frameLine, remarkLine, signalLine } from "./otherLines";
import type { Value } from "./value";

export type TakeLine = (line: LogLine) => void;

const unfinishedMark = "<unfinished ...>";
/** `exit(0) = ? <unfinished ...>` */
const neverReturned = `= ? ${unfinishedMark}`;
const detachedMark = "<detached ...>";
/** Each thread has at most one; more are of a log that is damaged. */
const mostUnfinished = 1 << 16;

/** A call that has not returned. */
interface Begun {
    readonly name: string;
    /** Up to the mark. */
    text: string;
    /** Those in that text; empty: none, or they are not to be kept, or not all of them make sense without the rest. */
    arguments: readonly Value[];
}

export class StraceParser {
    private readonly splitter = new LineSplitter();
    private readonly cursor = new Cursor("");
    /** By pid. */
    private readonly unfinished = new Map<number | null, Begun>();
    private begunInChunk: Begun[] = [];
    /** The beginning of a line into which strace has written a message of its own; null: there is none. */
    private broken: string | null = null;
    private line = 0;

    /**
     * `take` gets each line, in order; of those that make no sense a `bad` one. `pid`: of the thread whose log it is (-ff), which its lines
     * do not name; null: it is of all.
     */
    constructor(
        private readonly take: TakeLine,
        private readonly pid: number | null = null,
    ) {}

    /** The bytes are not kept. */
    push(bytes: Uint8Array): void {
        this.splitter.push(bytes, this.read);
        if (this.begunInChunk.length === 0) return;
        // Of most the end was in the same chunk; the others are not to keep all of it.
        const left = new Set(this.unfinished.values());
        for (const begun of this.begunInChunk) {
            if (!left.has(begun)) continue;
            begun.text = ownText(begun.text);
            begun.arguments = [];
        }
        this.begunInChunk = [];
    }

    /** The log has no more. */
    end(): void {
        this.splitter.end(this.read);
    }

    private readonly read = (text: string | undefined, begin: number, end: number): void => {
        this.line++;
        if (text === undefined) this.bad(0, "it is longer than any line of strace");
        else if (begin < end) this.readLine(text, begin, end);
    };

    private readLine(text: string, begin: number, end: number): void {
        const { cursor } = this;
        cursor.moveTo(text, begin, end);
        if (this.broken !== null || cursor.endsWith(" attached")) {
            const line = this.withoutMessage(cursor.line);
            cursor.moveTo(line, 0, line.length);
        }
        try {
            this.take(this.parsed(cursor));
        } catch (error) {
            if (!(error instanceof Nonsense)) throw error;
            this.bad(error.at, error.reason);
        }
    }

    /** On a terminal, `strace: Process 12 attached` stands in the middle of the call that has made the process, which goes on in the next line. */
    private withoutMessage(text: string): string {
        const message = text.endsWith(" attached") ? text.indexOf("strace: Process ") : -1;
        if (message === 0) return text;
        const whole = (this.broken ?? "") + text;
        this.broken = message < 0 ? null : whole.slice(0, whole.length - text.length + message);
        return message < 0 ? whole : text.slice(message);
    }

    private bad(at: number, reason: string): void {
        this.take({ kind: "bad", line: this.line, column: at + 1, reason });
    }

    private parsed(cursor: Cursor): LogLine {
        if (cursor.code === space && cursor.take(" > ")) return frameLine(cursor, linePrefix(new Cursor(""), this.line, this.pid));
        const prefix = linePrefix(cursor, this.line, this.pid);
        switch (cursor.code) {
            case plus:
                cursor.expect("+++ ");
                return this.ended(endLine(cursor, prefix));
            case dash:
                cursor.expect("--- ");
                return signalLine(cursor, prefix);
            case less:
                return this.resumed(cursor, prefix);
            case openBracket:
                if (!cursor.startsWith("[ Process PID=")) cursor.fail("it is neither a call nor anything else that strace writes");
                return remarkLine(cursor, prefix);
            case hash:
                return remarkLine(cursor, prefix);
            case letterS:
            case letterP:
                return isOfStrace(cursor) ? remarkLine(cursor, prefix) : this.call(cursor, prefix);
            default:
                return this.call(cursor, prefix);
        }
    }

    private call(cursor: Cursor, prefix: Prefix): LogLine {
        if (!cursor.endsWith("...>")) return callLine(cursor, prefix, false);
        if (cursor.endsWith(neverReturned)) return callLine(cursor.without(unfinishedMark), prefix, false);
        if (cursor.endsWith(unfinishedMark)) return this.begun(cursor.without(unfinishedMark), prefix, prefix.pid, false);
        if (cursor.endsWith(detachedMark)) return this.begun(cursor.without(detachedMark), prefix, prefix.pid, true);
        const [mark, pid] = /<pid changed to (\d+) \.\.\.>$/.exec(cursor.line) ?? [];
        if (mark === undefined) return callLine(cursor, prefix, false);
        return this.begun(cursor.without(mark), prefix, Number(pid), false);
    }

    /** `pid`: who will return from it; after an execve by another thread, the process (execve(2)). */
    private begun(cursor: Cursor, prefix: Prefix, pid: number | null, detached: boolean): LogLine {
        const { at } = cursor;
        const line = unfinishedLine(cursor, prefix, detached);
        this.remember(pid, { name: line.name, text: cursor.text.slice(at, cursor.end), arguments: cursor.ended ? line.arguments : [] });
        return line;
    }

    private remember(pid: number | null, begun: Begun): void {
        this.unfinished.delete(pid);
        if (this.unfinished.size >= mostUnfinished) {
            for (const oldest of this.unfinished.keys()) {
                this.unfinished.delete(oldest);
                break;
            }
        }
        this.unfinished.set(pid, begun);
        this.begunInChunk.push(begun);
    }

    /** `<... read resumed>"abc", 3) = 3` */
    private resumed(cursor: Cursor, prefix: Prefix): LogLine {
        cursor.expect("<... ");
        const name = cursor.word();
        cursor.expect(" resumed>");
        const pid = this.whoIsIn(prefix.pid, name);
        const begun = pid === undefined ? undefined : this.unfinished.get(pid);
        if (pid === undefined || begun === undefined) return remark(prefix, `the beginning of this ${name} is not in the log`);
        this.unfinished.delete(pid);
        return continued(cursor, prefix, begun) ?? wholeCall(`${begun.text} ${cursor.rest()}`, prefix);
    }

    /** A process that is alone has no number before its lines on a terminal. undefined: nobody is in that call. */
    private whoIsIn(pid: number | null, name: string): number | null | undefined {
        if (this.unfinished.get(pid)?.name === name) return pid;
        if (pid !== null) return this.unfinished.get(null)?.name === name ? null : undefined;
        const [first, another] = [...this.unfinished].filter(([, begun]) => begun.name === name);
        return another === undefined ? first?.[0] : undefined;
    }

    private ended(line: EndLine | SupersededLine): LogLine {
        if (line.kind === "end") this.unfinished.delete(line.prefix.pid);
        return line;
    }
}

const [space, hash, close, plus, comma, dash, less, letterP, openBracket, letterS] = [32, 35, 41, 43, 44, 45, 60, 80, 91, 115];

function isOfStrace(cursor: Cursor): boolean {
    return cursor.startsWith("strace: ") || cursor.startsWith("Process ");
}

/**
 * A resumed call from the arguments that were read when it began, where that ends between two of them; null: it does not. What makes no sense is
 * left to `wholeCall`, which tells the place in all of the call. The cursor is behind the remark, and is there again when the result is null.
 */
function continued(cursor: Cursor, prefix: Prefix, { name, text, arguments: before }: Begun): CallLine | null {
    const begin = cursor.at;
    if (before.length === 0 || cursor.endsWith(neverReturned)) return null;
    cursor.spaces();
    const isBetween = text.charCodeAt(text.length - 1) === comma || cursor.code === close;
    try {
        if (isBetween) return restOfCall(cursor, prefix, { name, arguments: before, resumed: true });
    } catch (error) {
        if (!(error instanceof Nonsense)) throw error;
    }
    cursor.at = begin;
    return null;
}

function wholeCall(text: string, prefix: Prefix): CallLine {
    const whole = new Cursor(text);
    return callLine(whole.endsWith(neverReturned) ? whole.without(unfinishedMark) : whole, prefix, true);
}

function remark(prefix: Prefix, text: string): RemarkLine {
    return { kind: "remark", prefix, text, process: null };
}
