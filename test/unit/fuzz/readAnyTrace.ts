/** Does with the bytes of a trace all that the command line and the diagram do, and says how much came of it. */
import assert from "node:assert/strict";
import { Interpreter } from "../../../tracer/interpret/interpreter";
import { noSources } from "../../../tracer/review/traceReading";
import { eventJson } from "../../../tracer/model/eventJson";
import { Folding } from "../../../tracer/model/folding/folding";
import { InterruptionWatch } from "../../../tracer/model/interruption";
import { sentence } from "../../../tracer/model/sentence";
import { stateJson } from "../../../tracer/model/stateJson";
import { stateText } from "../../../tracer/model/stateText";
import type { State } from "../../../tracer/model/state";
import { WaitWatch } from "../../../tracer/model/waitWatch";
import { compareSnapshot } from "../../../tracer/snapshot/compareSnapshot";
import type { TraceRecord } from "../../../tracer/trace/record";
import { RecordStream } from "../../../tracer/trace/recordStream";
import { TraceError } from "../../../tracer/trace/traceError";
import { sceneOf } from "../../../webview/scene/sceneOf";

export interface Reading {
    readonly events: number;
    /** Numbers, texts and whatever else there is in the state and the events, each element of a list for itself. */
    readonly size: number;
}

export function readAnyTrace(bytes: Buffer): Reading {
    const interpreter = new Interpreter(noSources);
    const folding = new Folding<null>();
    const interruptions = new InterruptionWatch();
    const waits = new WaitWatch();
    const look = (): State => interpreter.state;
    let [events, lines, size] = [0, 0, 0];
    for (const record of recordsOf(bytes)) {
        const read = interpreter.read(record);
        interruptions.see(read, look);
        waits.see(read, look);
        for (const event of read) {
            events += 1;
            lines += folding.take(event, null, interpreter.state).length;
            size += sizeOf(event);
            sentence(event, interpreter.state);
            JSON.stringify(eventJson(event, interpreter.state));
        }
        if (record.type === "snapshot") compareSnapshot(record.snapshot, interpreter.state, 0);
    }
    lines += folding.rest().length;
    assert.ok(lines <= events);
    const { state } = interpreter;
    for (const moment of [state, interruptions.interruption?.before ?? state, waits.last(state) ?? state]) stateText(moment);
    size += sizeOf(state);
    JSON.stringify(stateJson(state));
    sceneOf(state, null, null);
    return { events, size };
}

function recordsOf(bytes: Buffer): readonly TraceRecord[] {
    try {
        return [...new RecordStream("trace").push(bytes)].flat();
    } catch (error) {
        if (error instanceof TraceError) return [];
        throw error;
    }
}

function sizeOf(value: unknown): number {
    if (typeof value !== "object" || value === null) return 1;
    if (value instanceof Uint8Array) return value.length;
    const parts: Iterable<unknown> =
        Symbol.iterator in value ? (value as Iterable<unknown>) : Object.values(value as Readonly<Record<string, unknown>>);
    let size = 1;
    for (const part of parts) size += sizeOf(part);
    return size;
}
