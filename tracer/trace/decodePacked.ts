/** The records that `ipcscope pack` writes: JSON, which anybody may have written. */
import { jsonInteger, jsonList, jsonObject, jsonString } from "./checkedJson";
import type { EnvironmentRecord, LinesRecord, PackedPlace, PackedStack, PackedVariable, SourceRecord } from "./packed";
import type { PayloadReader } from "./payloadReader";

/** Throws a RangeError or SyntaxError when the payload is damaged; so do the others. */
export function decodeLines(payload: PayloadReader): LinesRecord {
    return { type: "lines", stacks: jsonList(JSON.parse(payload.remainingText()), packedStack) };
}

export function decodeSource(payload: PayloadReader): SourceRecord {
    const path = payload.text(payload.u16());
    return { type: "source", path, text: payload.remainingText() };
}

export function decodeEnvironment(payload: PayloadReader): EnvironmentRecord {
    const facts = Object.entries(jsonObject(JSON.parse(payload.remainingText())));
    return { type: "environment", facts: new Map(facts.map(([name, value]) => [name, jsonString(value)])) };
}

function packedStack(value: unknown): PackedStack {
    const { id, source, library, variable = null, ofRuntime, places } = jsonObject(value);
    return {
        id: jsonInteger(id),
        source: source === null ? null : ownPlace(source),
        library: library === null ? null : jsonString(library),
        variable: variable === null ? null : packedVariable(variable),
        ...(ofRuntime === true && { ofRuntime }),
        places: jsonList(places, packedPlace),
    };
}

function packedVariable(value: unknown): PackedVariable {
    const { name, type } = jsonObject(value);
    return { name: jsonString(name), type: type === null ? null : jsonString(type) };
}

function ownPlace(value: unknown): PackedStack["source"] {
    const { file, line, function: name } = jsonObject(value);
    return { file: jsonString(file), line: jsonInteger(line), function: name === null ? null : jsonString(name) };
}

function packedPlace(value: unknown): PackedPlace {
    const { function: name, file, line, module } = jsonObject(value);
    return {
        function: name === null ? null : jsonString(name),
        file: file === null ? null : jsonString(file),
        line: jsonInteger(line),
        module: jsonString(module),
    };
}
