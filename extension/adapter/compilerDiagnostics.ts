/** What a C compiler printed (gcc's and clang's usual format, linker included), as positions and sentences. */
import path from "node:path";
import type { CompilerDiagnostic } from "../protocol/customEvents";

const compilerLine = /^(.+?):(\d+):(?:(\d+):)? (fatal error|error|warning|note): (.*)$/;
const linkerLine = /^(?:\S*ld(?:\.\w+)?: )?(.+?):(\d+): (undefined reference .*|multiple definition .*)$/;

/** `directory`: what relative file names are relative to. */
export function compilerDiagnostics(output: string, directory: string): readonly CompilerDiagnostic[] {
    const found: CompilerDiagnostic[] = [];
    for (const text of output.split("\n")) {
        const compiler = compilerLine.exec(text);
        if (compiler !== null) {
            const [, file = "", line = "1", column = "0", severity = "error", message = ""] = compiler;
            found.push({
                file: path.resolve(directory, file),
                line: Number(line),
                column: Number(column),
                severity: severity === "warning" || severity === "note" ? severity : "error",
                message,
            });
            continue;
        }
        const linker = linkerLine.exec(text);
        if (linker !== null) {
            const [, file = "", line = "1", message = ""] = linker;
            found.push({ file: path.resolve(directory, file), line: Number(line), column: 0, severity: "error", message });
        }
    }
    return found;
}
