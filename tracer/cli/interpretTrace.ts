/** Reads a trace and interprets it, with the lines of its stacks. */
import type { Event } from "../model/event";
import { Interpreter } from "../interpret/interpreter";
import type { State } from "../model/state";
import { SymbolLookup } from "../symbols/symbolLookup";
import { readTraceWithLines } from "../traceFile/readTraceWithLines";
import type { StackRecord, TraceRecord } from "../trace/record";
import { note, warn } from "./terminal";

export interface InterpretedRecord {
    readonly record: TraceRecord;
    readonly events: readonly Event[];
    /** After the record, for whoever wants to keep it. */
    readonly look: () => State;
    /** The lines of the record's stack, the innermost first; none where it has none. */
    readonly places: () => readonly Place[];
}

export interface Place {
    readonly file: string;
    readonly line: number;
}

/** Warnings about a trace that was cut off, and notes about lines that are unknown, go to standard error. */
export async function* interpretTrace(path: string): AsyncGenerator<InterpretedRecord, void, void> {
    const lookup = new SymbolLookup(note);
    const interpreter = new Interpreter(lookup);
    const stacks = new Map<number, StackRecord>();
    for await (const records of readTraceWithLines(path, lookup, warn)) {
        for (const record of records) {
            if (record.type === "stack") stacks.set(record.id, record);
            const events = interpreter.read(record);
            const stack = "stack" in record ? stacks.get(record.stack) : undefined;
            const places = (): readonly Place[] => (stack === undefined ? [] : lookup.stackPlaces(stack).flatMap(inFile));
            yield { record, events, look: () => interpreter.state, places };
        }
    }
}

function inFile({ file, line }: { readonly file: string | null; readonly line: number }): readonly Place[] {
    return file === null ? [] : [{ file, line }];
}
