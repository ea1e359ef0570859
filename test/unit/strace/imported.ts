/** A log of strace, imported and interpreted. */
import type { Event } from "../../../tracer/model/event";
import { Interpreter } from "../../../tracer/interpret/interpreter";
import { noSources } from "../../../tracer/review/traceReading";
import type { State } from "../../../tracer/model/state";
import { LogImporter } from "../../../tracer/import/logImporter";
import type { LogLine } from "../../../tracer/strace-parser/logLine";
import type { TraceRecord } from "../../../tracer/trace/record";
import { RecordStream } from "../../../tracer/trace/recordStream";
import { preamble } from "../traceBytes";
import { parsed } from "./parsed";

export interface Imported {
    readonly events: readonly Event[];
    readonly state: State;
    readonly importer: LogImporter;
}

/** By way of the bytes of a trace. */
export function imported(log: string): Imported {
    return importedLines(parsed(log));
}

export function importedLines(lines: readonly LogLine[]): Imported {
    const importer = new LogImporter();
    for (const line of lines) importer.take(line);
    const interpreter = new Interpreter(noSources);
    const events = recordsIn(importer.end()).flatMap((record) => interpreter.read(record));
    return { events, state: interpreter.state, importer };
}

/** What stands in a trace behind its beginning. */
export function recordsIn(bytes: Uint8Array): readonly TraceRecord[] {
    return [...new RecordStream("a.ipctrace").push(Buffer.concat([preamble(), bytes]))].flat();
}
