/** The record `header`: JSON, which anybody may have written. */
import { jsonInteger, jsonList, jsonObject, jsonString } from "./checkedJson";
import type { Machine, TraceHeader } from "./record";

/** Throws a RangeError or SyntaxError when the text is no header. */
export function decodeHeader(text: string): TraceHeader {
    const header = jsonObject(JSON.parse(text));
    const { payload, stacks } = header;
    if (typeof stacks !== "boolean") throw new RangeError("whether there are stacks");
    return {
        format: jsonInteger(header["format"]),
        minor: header["minor"] === undefined ? 0 : jsonInteger(header["minor"]),
        ipcscope: jsonString(header["ipcscope"]),
        architecture: jsonString(header["architecture"]),
        started: jsonString(header["started"]),
        host: header["host"] === undefined || header["host"] === null ? null : jsonString(header["host"]),
        monotonicStart: jsonString(header["monotonicStart"]),
        programs: jsonList(header["programs"], (program) => jsonList(program, jsonString)),
        directory: jsonString(header["directory"]),
        payload: payload === "all" ? payload : jsonInteger(payload),
        stacks,
        ...(header["machine"] !== undefined && { machine: decodeMachine(jsonObject(header["machine"])) }),
    };
}

function decodeMachine({ kernel, system, processors }: Readonly<Record<string, unknown>>): Machine {
    return {
        ...(kernel !== undefined && { kernel: jsonString(kernel) }),
        ...(system !== undefined && { system: jsonString(system) }),
        ...(processors !== undefined && { processors: jsonInteger(processors) }),
    };
}
