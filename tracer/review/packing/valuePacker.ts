/**
 * Plain values (as events and states are made of) as bytes, and back. Names of keys and texts that come again are numbers.
 * A value that comes back is equal to the one that went in; a Map that is no `Map` itself comes back as one.
 */
import type { Words } from "../words";
import type { ByteReader } from "./byteReader";
import type { ByteWriter } from "./byteWriter";

const tags = {
    null: 0,
    false: 1,
    true: 2,
    whole: 3,
    negative: 4,
    float: 5,
    bigint: 6,
    word: 7,
    text: 8,
    bytes: 9,
    list: 10,
    object: 11,
    map: 12,
    shared: 13,
    undefined: 14,
} as const;
/** A tag from here on is itself a small number. */
const firstSmall = 16;
const smallNumbers = 256 - firstSmall;

/** More different texts than that are written out each time, so that the table stays small. */
const mostWords = 1 << 16;
const longestWord = 64;
/** The names of an object's keys, in their order, as one word. */
const keySeparator = "\0";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

export interface SavedPacker {
    readonly words: readonly string[];
    readonly shapes: readonly (readonly string[])[];
    readonly shared: readonly object[];
}

/** What several values share. Its tables are for reading, too. */
export class ValuePacker {
    private readonly shapes: (readonly string[])[] = [];
    private readonly shapeNumbers = new Map<string, number>();
    private readonly shared: object[] = [];
    private readonly sharedNumbers = new Map<object, number>();

    constructor(private readonly words: Words) {}

    write(writer: ByteWriter, value: unknown): void {
        switch (typeof value) {
            case "boolean":
                return writer.u8(value ? tags.true : tags.false);
            case "number":
                return this.writeNumber(writer, value);
            case "bigint":
                writer.u8(tags.bigint);
                return putText(writer, value.toString(16));
            case "string":
                return this.writeText(writer, value);
            case "object":
                return value === null ? writer.u8(tags.null) : this.writeObject(writer, value);
            case "undefined":
                return writer.u8(tags.undefined);
            case "function":
            case "symbol":
                throw new TypeError(`no ${typeof value} stands in an event or a state`);
        }
    }

    /** An object that never changes and comes again: it is kept, and comes back as itself. */
    writeShared(writer: ByteWriter, value: object): void {
        writer.u8(tags.shared);
        writer.whole(this.share(value));
    }

    read(reader: ByteReader): unknown {
        const tag = reader.u8();
        if (tag >= firstSmall) return tag - firstSmall;
        switch (tag) {
            case tags.null:
                return null;
            case tags.false:
                return false;
            case tags.true:
                return true;
            case tags.whole:
                return reader.whole();
            case tags.negative:
                return -reader.whole();
            case tags.float:
                return reader.float();
            case tags.bigint:
                return bigintOf(utf8.decode(reader.take(reader.whole())));
            case tags.word:
                return this.words.text(reader.whole());
            case tags.text:
                return utf8.decode(reader.take(reader.whole()));
            case tags.bytes:
                return reader.take(reader.whole());
            case tags.list:
                return this.readList(reader);
            case tags.object: {
                const object: Record<string, unknown> = {};
                for (const key of this.shape(reader.whole())) object[key] = this.read(reader);
                return object;
            }
            case tags.map: {
                const entries = this.readList(reader) as [unknown, unknown][];
                return new Map(entries);
            }
            case tags.undefined:
                return undefined;
            case tags.shared:
                return this.shared[reader.whole()];
            default:
                throw new RangeError(`no value begins with ${tag}`);
        }
    }

    /** Goes behind a value, and makes nothing of it. */
    skip(reader: ByteReader): void {
        const tag = reader.u8();
        if (tag >= firstSmall) return;
        switch (tag) {
            case tags.whole:
            case tags.negative:
            case tags.word:
            case tags.shared:
                reader.whole();
                return;
            case tags.float:
                return reader.pass(8);
            case tags.bigint:
            case tags.text:
            case tags.bytes:
                return reader.pass(reader.whole());
            case tags.list:
            case tags.map:
                for (let left = reader.whole(); left > 0; left--) this.skip(reader);
                return;
            case tags.object:
                for (let left = this.shape(reader.whole()).length; left > 0; left--) this.skip(reader);
        }
    }

    /** The number of an object's shape: the names of its keys. */
    shapeNumber(keys: readonly string[]): number {
        const name = keys.join(keySeparator);
        const known = this.shapeNumbers.get(name);
        if (known !== undefined) return known;
        this.shapeNumbers.set(name, this.shapes.length);
        this.shapes.push(keys);
        return this.shapes.length - 1;
    }

    shape(number: number): readonly string[] {
        const shape = this.shapes[number];
        if (shape === undefined) throw new RangeError(`no object has the shape ${number}`);
        return shape;
    }

    /** All that reading needs beside the bytes. */
    save(): SavedPacker {
        return { words: this.words.all(), shapes: this.shapes, shared: this.shared };
    }

    /** Where nothing was written yet. */
    load({ words, shapes, shared }: SavedPacker): void {
        this.words.load(words);
        for (const shape of shapes) this.shapeNumber(shape);
        for (const value of shared) this.share(value);
    }

    private share(value: object): number {
        const known = this.sharedNumbers.get(value);
        if (known !== undefined) return known;
        this.sharedNumbers.set(value, this.shared.length);
        this.shared.push(value);
        return this.shared.length - 1;
    }

    private writeNumber(writer: ByteWriter, value: number): void {
        if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
            writer.u8(tags.float);
            writer.float(value);
        } else if (value >= 0 && value < smallNumbers) {
            writer.u8(firstSmall + value);
        } else {
            writer.u8(value < 0 ? tags.negative : tags.whole);
            writer.whole(Math.abs(value));
        }
    }

    private writeText(writer: ByteWriter, value: string): void {
        const known = this.words.known(value);
        if (known === undefined && (value.length > longestWord || this.words.size >= mostWords)) {
            writer.u8(tags.text);
            putText(writer, value);
            return;
        }
        writer.u8(tags.word);
        writer.whole(known ?? this.words.numberOf(value));
    }

    private writeObject(writer: ByteWriter, value: object): void {
        if (value instanceof Uint8Array) {
            writer.u8(tags.bytes);
            writer.whole(value.length);
            writer.put(value);
        } else if (Array.isArray(value)) {
            writer.u8(tags.list);
            this.writeList(writer, value);
        } else if ("entries" in value && typeof value.entries === "function") {
            writer.u8(tags.map);
            this.writeList(writer, [...(value as ReadonlyMap<unknown, unknown>).entries()]);
        } else {
            const keys = Object.keys(value);
            writer.u8(tags.object);
            writer.whole(this.shapeNumber(keys));
            for (const key of keys) this.write(writer, (value as Record<string, unknown>)[key]);
        }
    }

    private writeList(writer: ByteWriter, list: readonly unknown[]): void {
        writer.whole(list.length);
        for (const item of list) this.write(writer, item);
    }

    private readList(reader: ByteReader): unknown[] {
        const list: unknown[] = [];
        for (let left = reader.whole(); left > 0; left--) list.push(this.read(reader));
        return list;
    }
}

function putText(writer: ByteWriter, text: string): void {
    const bytes = encoder.encode(text);
    writer.whole(bytes.length);
    writer.put(bytes);
}

function bigintOf(text: string): bigint {
    return text.startsWith("-") ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`);
}
