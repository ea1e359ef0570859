/**
 * All events, a few bytes each beside what they moved; one that is asked for is made again, each time. What is kept of those asked for last are
 * bytes, since thousands of objects that live but for a while make a heap grow.
 */
import type { Event } from "../../model/event";
import type { EventTable } from "../eventTable";
import { ByteReader } from "./byteReader";
import { ByteWriter } from "./byteWriter";
import { restored, shrunk } from "./shrunk";
import type { SavedPacker, ValuePacker } from "./valuePacker";

const blockLength = 2048;
const keptBlocks = 8;

/** The events of a block as they were written, and where each begins. */
interface InflatedBlock {
    readonly reader: ByteReader;
    readonly starts: Uint32Array;
}

/** These stand in the table's columns. */
const inTable: ReadonlySet<string> = new Set(["seq", "time", "process", "pid", "tid", "kind"]);

export interface SavedEvents {
    readonly blocks: readonly Uint8Array[];
    readonly packer: SavedPacker;
}

export class PackedEvents {
    private readonly blocks: Uint8Array[] = [];
    private readonly writer = new ByteWriter();
    private written = 0;
    private readonly places = new Map<string, object>();
    /** The blocks asked for last; the newest at the end. */
    private readonly inflated = new Map<number, InflatedBlock>();

    constructor(
        private readonly table: EventTable,
        private readonly packer: ValuePacker,
    ) {}

    /** The table must have it already. */
    add(event: Event): void {
        const fields = event as unknown as Readonly<Record<string, unknown>>;
        const keys = Object.keys(event).filter((key) => !inTable.has(key));
        this.writer.whole(this.packer.shapeNumber(keys));
        for (const key of keys) {
            const value = fields[key];
            const place = key === "source" ? event.source : key === "begunAt" ? event.begunAt : undefined;
            if (place !== undefined) this.packer.writeShared(this.writer, this.place(place));
            else this.packer.write(this.writer, value);
        }
        this.written += 1;
        if (this.written < blockLength) return;
        this.blocks.push(shrunk(this.writer.take()));
        this.written = 0;
    }

    save(): SavedEvents {
        const rest = this.written === 0 ? [] : [shrunk(this.writer.soFar())];
        return { blocks: [...this.blocks, ...rest], packer: this.packer.save() };
    }

    /** Where there is none yet; more cannot be added then. */
    load({ blocks, packer }: SavedEvents): void {
        this.blocks.push(...blocks);
        this.packer.load(packer);
    }

    /** Throws a RangeError when there is no event with this seq. */
    event(seq: number): Event {
        if (seq < 1 || seq > this.table.length) throw new RangeError(`there is no event ${seq}`);
        const number = Math.floor((seq - 1) / blockLength);
        const { reader, starts } = this.block(number);
        reader.offset = starts[seq - 1 - number * blockLength] ?? 0;
        return this.next(reader, seq);
    }

    private block(number: number): InflatedBlock {
        const known = this.inflated.get(number);
        const count = this.countIn(number);
        // One that was asked for while it was the last may have grown.
        if (known?.starts.length === count) return known;
        this.inflated.delete(number);
        const packed = this.blocks[number];
        const reader = new ByteReader(packed === undefined ? this.writer.soFar() : restored(packed));
        const block = { reader, starts: this.startsIn(reader, count) };
        this.inflated.set(number, block);
        const [oldest] = this.inflated.keys();
        if (this.inflated.size > keptBlocks && oldest !== undefined) this.inflated.delete(oldest);
        return block;
    }

    private startsIn(reader: ByteReader, count: number): Uint32Array {
        const starts = new Uint32Array(count);
        for (let index = 0; index < count; index++) {
            starts[index] = reader.offset;
            for (let left = this.packer.shape(reader.whole()).length; left > 0; left--) this.packer.skip(reader);
        }
        return starts;
    }

    private countIn(number: number): number {
        return Math.min(blockLength, this.table.length - number * blockLength);
    }

    private next(reader: ByteReader, seq: number): Event {
        const { process, pid, tid } = this.table.thread(seq);
        const event: Record<string, unknown> = { seq, time: this.table.time(seq), process, pid, tid, kind: this.table.kind(seq) };
        for (const key of this.packer.shape(reader.whole())) event[key] = this.packer.read(reader);
        return event as unknown as Event;
    }

    /** Many events come from one line. */
    private place(source: NonNullable<Event["source"]>): object {
        const name = `${source.file}\n${source.line}\n${source.function ?? ""}`;
        const known = this.places.get(name);
        if (known !== undefined) return known;
        this.places.set(name, source);
        return source;
    }
}
