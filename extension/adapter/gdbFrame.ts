/** A frame of a stack, as gdb describes it and as a client wants it. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import { existsSync } from "node:fs";
import path from "node:path";

export interface GdbFrame {
    readonly level: string;
    readonly addr: string;
    readonly func?: string;
    readonly fullname?: string;
    readonly line?: string;
}

/** The C library was compiled from files that are not here: a client should not try to open them. */
export function stackFrame(id: number, { func, fullname, line, addr }: GdbFrame): DebugProtocol.StackFrame {
    const frame = { id, name: func ?? "??", column: 0, instructionPointerReference: addr };
    if (fullname === undefined || !existsSync(fullname)) return { ...frame, line: 0, presentationHint: "subtle" };
    return { ...frame, source: { name: path.basename(fullname), path: fullname }, line: Number(line ?? 0) };
}
