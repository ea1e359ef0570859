/** Does with the bytes of a trace all that the command line and the diagram do, and says how much came of it. */
import { Interpreter } from "../../../tracer/interpret/interpreter";
import { eventJson } from "../../../tracer/model/eventJson";
import { sentence } from "../../../tracer/model/sentence";
import { stateJson } from "../../../tracer/model/stateJson";
import { stateText } from "../../../tracer/model/stateText";
import { compareSnapshot } from "../../../tracer/snapshot/compareSnapshot";
import { RecordStream } from "../../../tracer/trace/recordStream";
import { TraceError } from "../../../tracer/trace/traceError";
import { sceneOf } from "../../../webview/scene/sceneOf";

export interface Reading {
    readonly events: number;
    /** Numbers, texts and whatever else there is in the state and the events, each element of a list for itself. */
    readonly size: number;
}

export function readAnyTrace(bytes: Buffer): Reading {
    const interpreter = new Interpreter({ locate: () => undefined });
    let events = 0;
    let size = 0;
    for (const record of recordsOf(bytes)) {
        for (const event of interpreter.read(record)) {
            events += 1;
            size += sizeOf(event);
            sentence(event, interpreter.state);
            JSON.stringify(eventJson(event, interpreter.state));
        }
        if (record.type === "snapshot") compareSnapshot(record.snapshot, interpreter.state, 0);
    }
    const { state } = interpreter;
    size += sizeOf(state);
    stateText(state);
    JSON.stringify(stateJson(state));
    sceneOf(state, null, null);
    return { events, size };
}

function recordsOf(bytes: Buffer): ReturnType<RecordStream["push"]> {
    try {
        return new RecordStream("trace").push(bytes);
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
