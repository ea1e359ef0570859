import type { CallLine, LogLine, Prefix, Result, UnfinishedLine } from "../../strace-parser/logLine";
import type { Value } from "../../strace-parser/value";
import { lineFlags, valueTags, type PackedLines } from "./packedLines";

const nothing = new Float64Array();

/** Takes what one `LinePacker` has packed, in its order. */
export class LineUnpacker {
    private numbers: Float64Array = nothing;
    private at = 0;
    private text = "";
    private textAt = 0;
    private readonly words: string[] = [];
    private others: PackedLines["others"] = [];
    private othersAt = 0;
    private readonly begun = new Map<number | null, readonly Value[]>();

    unpack({ lines, numbers, text, words, forgets, others }: PackedLines, take: (line: LogLine) => void): void {
        if (forgets) this.words.length = 0;
        for (const word of words) this.words.push(word);
        this.text = Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString("latin1");
        [this.numbers, this.at, this.textAt, this.others, this.othersAt] = [numbers, 0, 0, others, 0];
        this.begun.clear();
        for (let line = 0; line < lines; line++) take(this.line());
    }

    private line(): LogLine {
        const flags = this.number();
        if (flags === 0) return this.other("kind");
        const prefix = this.prefix(flags);
        const name = this.word();
        const given = (flags & lineFlags.asBegun) === 0 ? this.values() : (this.begun.get(prefix.pid) ?? []);
        if ((flags & lineFlags.unfinished) === 0) return this.call(flags, prefix, name, given);
        this.begun.set(prefix.pid, given);
        return unfinished(flags, prefix, name, given);
    }

    private prefix(flags: number): Prefix {
        const line = this.number();
        const pid = (flags & lineFlags.pid) === 0 ? null : this.number();
        const time = (flags & lineFlags.time) === 0 ? null : this.time(flags);
        const comm = (flags & lineFlags.comm) === 0 ? null : this.word();
        const sinceLast = (flags & lineFlags.sinceLast) === 0 ? null : this.number();
        const number = (flags & lineFlags.number) === 0 ? null : this.number();
        const instruction = (flags & lineFlags.instruction) === 0 ? null : this.word();
        return { line, pid, comm, time, sinceLast, number, instruction };
    }

    private time(flags: number): Prefix["time"] {
        const [seconds, nanoseconds] = [this.number(), this.number()];
        return { seconds, nanoseconds, since: (flags & lineFlags.sinceMidnight) === 0 ? "epoch" : "midnight" };
    }

    private call(flags: number, prefix: Prefix, name: string, given: readonly Value[]): CallLine {
        const value = (flags & lineFlags.result) === 0 ? null : this.number();
        const about = (flags & lineFlags.about) === 0 ? null : this.word();
        const error = (flags & lineFlags.error) === 0 ? null : this.word();
        const explanation = (flags & lineFlags.explanation) === 0 ? null : this.string();
        const duration = (flags & lineFlags.duration) === 0 ? null : this.number();
        const result: Result = { value, about, error, explanation };
        return { kind: "call", prefix, name, arguments: given, result, duration, resumed: (flags & lineFlags.marked) !== 0 };
    }

    private values(): readonly Value[] {
        const count = this.number();
        const values: Value[] = [];
        for (let index = 0; index < count; index++) values.push(this.value());
        return values;
    }

    private value(): Value {
        const packed = this.number();
        const [first, second] = [(packed & 16) !== 0, (packed & 32) !== 0];
        switch (packed & 15) {
            case valueTags.number:
                return { is: "number", value: this.number(), about: null, deleted: false, comment: null };
            case valueTags.describedNumber:
                return { is: "number", value: this.number(), about: this.word(), deleted: first, comment: null };
            case valueTags.text:
                return { is: "text", raw: this.string(), cut: first, abstract: second };
            case valueTags.name:
                return { is: "name", name: this.word(), about: null };
            case valueTags.describedName:
                return { is: "name", name: this.word(), about: this.word() };
            case valueTags.joined:
                return { is: "joined", operator: this.word(), left: this.value(), right: this.value() };
            case valueTags.applied:
                return { is: "applied", name: this.word(), arguments: this.values() };
            case valueTags.structure:
                return { is: "structure", items: this.values(), cut: first };
            case valueTags.list:
                return { is: "list", items: this.values(), cut: first, inverted: second };
            case valueTags.named:
                return { is: "named", name: this.word(), value: this.value() };
            case valueTags.changed:
                return { is: "changed", before: this.value(), after: this.value() };
            case valueTags.omitted:
                return { is: "omitted" };
            default:
                return this.other("is");
        }
    }

    private number(): number {
        return this.numbers[this.at++] ?? 0;
    }

    private word(): string {
        return this.words[this.number()] ?? "";
    }

    private string(): string {
        const begin = this.textAt;
        this.textAt += this.number();
        return this.text.slice(begin, this.textAt);
    }

    /** `key`: which of the two it is told by. */
    private other<Key extends "kind" | "is">(key: Key): Key extends "kind" ? LogLine : Value {
        const other = this.others[this.othersAt++];
        if (other === undefined || !(key in other)) throw new RangeError("the lines are not as they were packed");
        return other as Key extends "kind" ? LogLine : Value;
    }
}

function unfinished(flags: number, prefix: Prefix, name: string, given: readonly Value[]): UnfinishedLine {
    const detached = (flags & lineFlags.marked) !== 0;
    if ((flags & lineFlags.whole) === 0) return { kind: "unfinished", prefix, name, arguments: given, detached };
    return { kind: "unfinished", prefix, name, arguments: given, detached, whole: true };
}
