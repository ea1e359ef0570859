/** Reads a trace and interprets it, with the lines of its stacks. */
import type { Event } from "../model/event";
import { Interpreter } from "../interpret/interpreter";
import type { State } from "../model/state";
import { SymbolLookup } from "../symbols/symbolLookup";
import { readTraceWithLines } from "../traceFile/readTraceWithLines";
import type { TraceRecord } from "../trace/record";
import { note, warn } from "./terminal";

export interface InterpretedRecord {
    readonly record: TraceRecord;
    readonly events: readonly Event[];
    /** After the record, for whoever wants to keep it. */
    readonly look: () => State;
}

/** Warnings about a trace that was cut off, and notes about lines that are unknown, go to standard error. */
export async function* interpretTrace(path: string): AsyncGenerator<InterpretedRecord, void, void> {
    const lookup = new SymbolLookup(note);
    const interpreter = new Interpreter(lookup);
    for await (const records of readTraceWithLines(path, lookup, warn)) {
        for (const record of records) {
            const events = interpreter.read(record);
            yield { record, events, look: () => interpreter.state };
        }
    }
}
