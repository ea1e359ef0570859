import type { CallLine, LogLine, Prefix, UnfinishedLine } from "../../strace-parser/logLine";
import { ownText } from "../../strace-parser/internedWords";
import type { Value } from "../../strace-parser/value";
import { lineFlags, mostWords, valueTags, type PackedLines } from "./packedLines";

const [firstNumbers, firstText] = [1 << 16, 1 << 18];
/** Of shorter texts a call of Buffer's methods would take longer. */
const copiedByHand = 64;

/** Puts lines into numbers; `LineUnpacker` makes the same lines of them. */
export class LinePacker {
    private numbers = new Float64Array(firstNumbers);
    private at = 0;
    private text = Buffer.alloc(firstText);
    private textAt = 0;
    private readonly places = new Map<string, number>();
    private words: string[] = [];
    private forgets = false;
    private others: (LogLine | Value)[] = [];
    /** By process number: the arguments of calls that have begun since the last `take`. */
    private readonly begun = new Map<number | null, readonly Value[]>();
    /** Since the last `take`. */
    lines = 0;

    put(line: LogLine): void {
        this.lines++;
        if ((line.kind === "call" || line.kind === "unfinished") && !(line.kind === "call" && typeof line.result.value === "bigint")) {
            this.call(line);
            return;
        }
        this.number(0);
        this.others.push(line);
    }

    /** All of them; their memory is the taker's. */
    take(): PackedLines {
        const { lines, words, forgets, others } = this;
        const taken = {
            lines,
            numbers: this.numbers.slice(0, this.at),
            text: Uint8Array.from(this.text.subarray(0, this.textAt)),
            words,
            forgets,
            others,
        };
        [this.lines, this.at, this.textAt, this.words, this.others] = [0, 0, 0, [], []];
        this.begun.clear();
        this.forgets = this.places.size > mostWords;
        if (this.forgets) this.places.clear();
        return taken;
    }

    private call(line: CallLine | UnfinishedLine): void {
        const flagsAt = this.at;
        this.number(0);
        let flags: number = lineFlags.isCall | this.prefix(line.prefix);
        this.word(line.name);
        const { pid } = line.prefix;
        if (line.kind === "call" && this.begun.get(pid) === line.arguments) flags |= lineFlags.asBegun;
        else this.values(line.arguments);
        if (line.kind === "unfinished") {
            this.begun.set(pid, line.arguments);
            flags |= lineFlags.unfinished | (line.detached ? lineFlags.marked : 0) | (line.whole === true ? lineFlags.whole : 0);
        } else {
            flags |= this.result(line) | (line.resumed ? lineFlags.marked : 0);
        }
        this.numbers[flagsAt] = flags;
    }

    /** Returns the flags, of what there is. */
    private prefix({ line, pid, comm, time, sinceLast, number, instruction }: Prefix): number {
        let flags = 0;
        this.number(line);
        if (pid !== null) {
            flags |= lineFlags.pid;
            this.number(pid);
        }
        if (time !== null) {
            flags |= time.since === "midnight" ? lineFlags.time | lineFlags.sinceMidnight : lineFlags.time;
            this.number(time.seconds);
            this.number(time.nanoseconds);
        }
        if (comm !== null) {
            flags |= lineFlags.comm;
            this.word(comm);
        }
        if (sinceLast !== null) {
            flags |= lineFlags.sinceLast;
            this.number(sinceLast);
        }
        if (number !== null) {
            flags |= lineFlags.number;
            this.number(number);
        }
        if (instruction !== null) {
            flags |= lineFlags.instruction;
            this.word(instruction);
        }
        return flags;
    }

    private result({ result: { value, about, error, explanation }, duration }: CallLine): number {
        let flags = 0;
        if (typeof value === "number") {
            flags |= lineFlags.result;
            this.number(value);
        }
        if (about !== null) {
            flags |= lineFlags.about;
            this.about(about);
        }
        if (error !== null) {
            flags |= lineFlags.error;
            this.word(error);
        }
        if (explanation !== null) {
            flags |= lineFlags.explanation;
            this.string(explanation);
        }
        if (duration !== null) {
            flags |= lineFlags.duration;
            this.number(duration);
        }
        return flags;
    }

    private values(values: readonly Value[]): void {
        this.number(values.length);
        for (const value of values) this.value(value);
    }

    private value(value: Value): void {
        switch (value.is) {
            case "number":
                if (typeof value.value === "bigint" || value.comment !== null) {
                    this.other(value);
                } else if (value.about === null) {
                    this.number(valueTags.number);
                    this.number(value.value);
                } else {
                    this.tag(valueTags.describedNumber, value.deleted, false);
                    this.number(value.value);
                    this.about(value.about);
                }
                break;
            case "text":
                this.tag(valueTags.text, value.cut, value.abstract);
                this.string(value.raw);
                break;
            case "name":
                this.number(value.about === null ? valueTags.name : valueTags.describedName);
                this.word(value.name);
                if (value.about !== null) this.about(value.about);
                break;
            case "joined":
                this.number(valueTags.joined);
                this.word(value.operator);
                this.value(value.left);
                this.value(value.right);
                break;
            case "applied":
                this.number(valueTags.applied);
                this.word(value.name);
                this.values(value.arguments);
                break;
            case "structure":
                this.tag(valueTags.structure, value.cut, false);
                this.values(value.items);
                break;
            case "list":
                this.tag(valueTags.list, value.cut, value.inverted);
                this.values(value.items);
                break;
            case "named":
                this.number(valueTags.named);
                this.word(value.name);
                this.value(value.value);
                break;
            case "changed":
                this.number(valueTags.changed);
                this.value(value.before);
                this.value(value.after);
                break;
            case "omitted":
                this.number(valueTags.omitted);
        }
    }

    private tag(tag: number, first: boolean, second: boolean): void {
        this.number(tag | (first ? 16 : 0) | (second ? 32 : 0));
    }

    private other(value: Value): void {
        this.number(valueTags.other);
        this.others.push(value);
    }

    private number(value: number): void {
        if (this.at === this.numbers.length) {
            const larger = new Float64Array(2 * this.numbers.length);
            larger.set(this.numbers);
            this.numbers = larger;
        }
        this.numbers[this.at++] = value;
    }

    private word(word: string): void {
        let place = this.places.get(word);
        if (place === undefined) {
            place = this.places.size;
            this.places.set(word, place);
            this.words.push(word);
        }
        this.number(place);
    }

    /** Descriptors are described so again and again. A word is kept, so it is not to keep the text of which it is a part. */
    private about(about: string): void {
        const place = this.places.get(about);
        if (place === undefined) this.word(ownText(about));
        else this.number(place);
    }

    private string(value: string): void {
        const { length } = value;
        this.number(length);
        if (this.textAt + length > this.text.length) this.grow(this.textAt + length);
        if (length > copiedByHand) this.text.write(value, this.textAt, "latin1");
        else for (let index = 0; index < length; index++) this.text[this.textAt + index] = value.charCodeAt(index);
        this.textAt += length;
    }

    private grow(least: number): void {
        const larger = Buffer.alloc(Math.max(2 * this.text.length, least));
        larger.set(this.text);
        this.text = larger;
    }
}
