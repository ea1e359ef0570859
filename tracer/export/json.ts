/** All of a trace as one JSON text: its events, as `ipcscope events --json` has them, and the state at the end. */
import { eventJson } from "../model/eventJson";
import { stateJson } from "../model/stateJson";
import type { RecordedTrace } from "../review/recordedTrace";
import { told } from "./told";

/** Pieces of it. */
export function* json(trace: RecordedTrace): Generator<string, void, void> {
    let separator = '{"events":[\n';
    for (const { event, text, state } of told(trace)) {
        yield `${separator}${JSON.stringify({ ...eventJson(event, state), text })}`;
        separator = ",\n";
    }
    yield `${separator.startsWith("{") ? separator : ""}\n],\n"state":${JSON.stringify(stateJson(trace.stateAt(trace.length)))}}\n`;
}
