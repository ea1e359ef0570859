/** Arguments without which a request makes no sense (the Debug Adapter Protocol's specification). */
import type { DebugProtocol } from "@vscode/debugprotocol";

const required: Readonly<Record<string, readonly string[]>> = {
    setBreakpoints: ["source"],
    breakpointLocations: ["source", "line"],
    setFunctionBreakpoints: ["breakpoints"],
    setDataBreakpoints: ["breakpoints"],
    setInstructionBreakpoints: ["breakpoints"],
    setExceptionBreakpoints: ["filters"],
    dataBreakpointInfo: ["name"],
    continue: ["threadId"],
    next: ["threadId"],
    stepIn: ["threadId"],
    stepOut: ["threadId"],
    pause: ["threadId"],
    stackTrace: ["threadId"],
    scopes: ["frameId"],
    variables: ["variablesReference"],
    setVariable: ["variablesReference", "name", "value"],
    setExpression: ["expression", "value"],
    evaluate: ["expression"],
    readMemory: ["memoryReference", "count"],
    writeMemory: ["memoryReference", "data"],
    disassemble: ["memoryReference", "instructionCount"],
};

/** The first that the request lacks, if any. */
export function missingArgument(request: DebugProtocol.Request): string | undefined {
    const given: unknown = request.arguments;
    const present: ReadonlySet<string> = new Set(typeof given === "object" && given !== null ? Object.keys(given) : []);
    return required[request.command]?.find((name) => !present.has(name));
}
