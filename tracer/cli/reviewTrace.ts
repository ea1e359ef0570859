/** Reads a whole trace as a document, with the lines of its stacks. */
import { TraceReading } from "../review/traceReading";
import type { RecordedTrace } from "../review/recordedTrace";
import { SymbolLookup } from "../symbols/symbolLookup";
import { readTraceWithLines } from "../traceFile/readTraceWithLines";
import { note, warn } from "./terminal";

/** Warnings about a trace that was cut off, and notes about lines that are unknown, go to standard error. */
export async function reviewTrace(path: string): Promise<RecordedTrace> {
    return (await readWholeTrace(path)).trace;
}

/** With its header. */
export async function readWholeTrace(path: string): Promise<TraceReading> {
    const lookup = new SymbolLookup(note);
    const reading = new TraceReading(path, lookup);
    for await (const records of readTraceWithLines(path, lookup, warn)) for (const record of records) reading.interpret(record);
    return reading;
}
