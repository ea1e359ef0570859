/**
 * Values as V8 serializes them, as text. The format is that of V8's src/objects/value-serializer.cc, which reads what earlier versions wrote;
 * buffers and views stand in it as Node puts them there (lib/v8.js, lib/internal/child_process/serialization.js).
 */

import { NotUnderstood, OutOfBytes, SerializedBytes } from "./serializedBytes";

export interface V8Value {
    /** "{a: 1, s: Set {1}}"; it ends in "…" where the bytes end before the value does. */
    readonly text: string;
    /** Texts that the value has as members, if it is an object, by name. */
    readonly members: Readonly<Record<string, string>>;
    /** The bytes behind it. */
    readonly rest: number;
    /** The bytes end before it does. */
    readonly isCut: boolean;
}

const deepest = 100;

const constants: Readonly<Record<string, string>> = {
    "_": "undefined",
    "0": "null",
    "T": "true",
    "F": "false",
    "y": "[Boolean: true]",
    "x": "[Boolean: false]",
    "-": "<empty>",
};

/** By Node's number of the type. */
const views = [
    ...["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array"],
    ...["Float32Array", "Float64Array", "DataView", "Buffer", "BigInt64Array", "BigUint64Array", "Float16Array"],
];

const errorTypes: Readonly<Record<string, string>> = {
    E: "EvalError",
    R: "RangeError",
    F: "ReferenceError",
    S: "SyntaxError",
    T: "TypeError",
    U: "URIError",
};

/** `bytes`: behind the header. Null: they are no value, or one of a kind that is not known. */
export function readV8Value(bytes: Uint8Array): V8Value | null {
    const reader = new Reader(bytes);
    let isCut = false;
    try {
        reader.value();
    } catch (error) {
        if (error instanceof NotUnderstood) return null;
        if (!(error instanceof OutOfBytes)) throw error;
        isCut = true;
    }
    return { text: isCut ? `${reader.text}…` : reader.text, members: Object.fromEntries(reader.members), rest: reader.left, isCut };
}

class Reader extends SerializedBytes {
    text = "";
    readonly members = new Map<string, string>();
    private depth = 0;

    value(): void {
        if (++this.depth > deepest) throw new NotUnderstood();
        const tag = this.tag();
        const constant = constants[tag];
        if (constant !== undefined) this.text += constant;
        else if (!this.number(tag) && !this.composite(tag)) this.text += quoted(this.string(tag));
        this.depth--;
    }

    private number(tag: string): boolean {
        switch (tag) {
            case "I": {
                const zigzag = this.varint();
                this.text += String(zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2);
                return true;
            }
            case "U":
                this.text += String(this.varint());
                return true;
            case "N":
                this.text += numberText(this.double());
                return true;
            case "n":
                this.text += `[Number: ${numberText(this.double())}]`;
                return true;
            case "Z":
                this.text += `${this.bigint()}n`;
                return true;
            case "z":
                this.text += `[BigInt: ${this.bigint()}n]`;
                return true;
            case "D":
                this.text += dateText(this.double());
                return true;
            default:
                return false;
        }
    }

    private composite(tag: string): boolean {
        switch (tag) {
            case "o":
                this.list("{", "{", "}", () => this.member());
                this.varint();
                return true;
            case "A":
                this.dense();
                return true;
            case "a":
                this.sparse();
                return true;
            case ";":
                this.list(":", "Map {", "}", () => this.pair());
                this.varint();
                return true;
            case "'":
                this.list(",", "Set {", "}", () => this.value());
                this.varint();
                return true;
            case "^":
                this.varint();
                this.text += "(an object above)";
                return true;
            case "R":
                this.text += `/${this.string(this.tag())}/`;
                this.varint();
                return true;
            case "s":
                this.text += `[String: ${quoted(this.string(this.tag()))}]`;
                return true;
            case "B":
                this.text += bytesText("ArrayBuffer", this.take(this.varint()).length);
                return true;
            case "r":
                this.error();
                return true;
            case "\\":
                this.ofNode();
                return true;
            default:
                return false;
        }
    }

    /** Up to the tag `end`. */
    private list(end: string, opening: string, closing: string, one: () => void): void {
        this.text += opening;
        for (let isFirst = true; !this.ends(end); isFirst = false) {
            if (!isFirst) this.text += ", ";
            one();
        }
        this.text += closing;
    }

    /** `expected`: a name that need not be said. */
    private member(expected?: string): void {
        const name = this.name(this.tag());
        if (name !== expected) this.text += `${/^[\p{L}_$][\p{L}\p{N}_$]*$|^\d+$/u.test(name) ? name : quoted(name)}: `;
        const isText = ['"', "S"].includes(this.peek());
        const start = this.text.length;
        this.value();
        if (this.depth === 1 && isText) this.members.set(name, JSON.parse(this.text.slice(start)) as string);
    }

    /** An index of a list stands there as the number that it is. */
    private name(tag: string): string {
        if (tag === "I") return String(this.varint() / 2);
        if (tag === "U") return String(this.varint());
        return tag === "N" ? String(this.double()) : this.string(tag);
    }

    private pair(): void {
        this.value();
        this.text += " => ";
        this.value();
    }

    /** V8 writes lists so, too, that it has read itself. */
    private sparse(): void {
        this.varint();
        let next = 0;
        this.list("@", "[", "]", () => this.member(String(next++)));
        this.varint();
        this.varint();
    }

    private dense(): void {
        let left = this.varint();
        this.list("$", "[", "]", () => {
            if (left > 0) this.value();
            else this.member();
            left--;
        });
        this.varint();
        this.varint();
    }

    private error(): void {
        let name = "Error";
        let message = "";
        for (let tag = this.tag(); tag !== "."; tag = this.tag()) {
            if (tag === "m") message = `: ${this.string(this.tag())}`;
            else if (tag === "s") this.string(this.tag());
            else name = errorTypes[tag] ?? this.unknown();
        }
        this.text += `[${name}${message}]`;
    }

    /** A buffer or view; or an object that V8 leaves to Node, as a plain one. */
    private ofNode(): void {
        if (this.varint() !== 0) return this.value();
        const type = views[this.varint()] ?? this.unknown();
        this.text += bytesText(type, this.take(this.varint()).length);
    }

    private unknown(): never {
        throw new NotUnderstood();
    }
}

function quoted(text: string): string {
    return JSON.stringify(text);
}

function numberText(value: number): string {
    return Object.is(value, -0) ? "-0" : String(value);
}

function dateText(value: number): string {
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString();
}

function bytesText(type: string, length: number): string {
    return `${type} of ${length} ${length === 1 ? "byte" : "bytes"}`;
}
