/** Apache Parquet: a row for each event, with what the model knows of its process and its object beside it. */
import { ByteWriter, ParquetWriter, type ColumnSource } from "hyparquet-writer";
import type { RecordedTrace } from "../../review/recordedTrace";
import { columns } from "../../export/rows/columns";
import { momentOf, type Recording } from "../../export/rows/recording";
import { rowsOf, type Row } from "../../export/rows/row";
import { inParquet, schema } from "./schema";

/** A piece of a file: each day has one, and a day's pieces come one after the other. */
export interface ParquetPiece {
    /** "2026-11-26", UTC; null: when the recording was is not known. */
    readonly day: string | null;
    readonly bytes: Uint8Array;
}

/** `rowsOfGroup`: as many are kept until they are written. */
export function* parquet(trace: RecordedTrace, recording: Recording, rowsOfGroup = 20_000): Generator<ParquetPiece, void, void> {
    let file: ParquetFile | null = null;
    for (const row of rowsOf(trace, recording)) {
        const day = dayAt(recording, row.event.time);
        if (file !== null && file.day !== day) {
            yield file.finish();
            file = null;
        }
        file ??= new ParquetFile(day);
        if (file.add(row) === rowsOfGroup) yield file.take();
    }
    yield (file ?? new ParquetFile(dayAt(recording, 0))).finish();
}

const microsecondsOfDay = 86_400e6;

/** Days since the epoch. */
function dayAt(recording: Recording, time: number): number | null {
    const moment = momentOf(recording, time);
    return moment === null ? null : Math.floor(moment / microsecondsOfDay);
}

class ParquetFile {
    private readonly output = new ByteWriter();
    private readonly writer = new ParquetWriter({ writer: this.output, schema, createdBy: "ipcscope" });
    private group: unknown[][] = columns.map(() => []);
    private rows = 0;

    constructor(readonly day: number | null) {}

    /** Returns how many there are to take. */
    add(row: Row): number {
        for (const [index, { type, value }] of columns.entries()) this.group[index]?.push(inParquet(type, value(row)));
        this.rows += 1;
        return this.rows;
    }

    take(): ParquetPiece {
        this.writeGroup();
        return this.written();
    }

    finish(): ParquetPiece {
        this.writeGroup();
        void this.writer.finish();
        return this.written();
    }

    private writeGroup(): void {
        if (this.rows === 0) return;
        const columnData = columns.map(({ name }, index): ColumnSource => ({ name, data: this.group[index] ?? [] }));
        void this.writer.write({ columnData, rowGroupSize: this.rows });
        this.group = columns.map(() => []);
        this.rows = 0;
    }

    private written(): ParquetPiece {
        const bytes = this.output.getBytes().slice();
        this.output.index = 0;
        const day = this.day === null ? null : new Date((this.day * microsecondsOfDay) / 1000).toISOString().slice(0, 10);
        return { day, bytes };
    }
}
