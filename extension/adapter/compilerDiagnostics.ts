/** What a C compiler printed (gcc's and clang's usual format, linker included), as positions and sentences. */
import path from "node:path";
import type { CompilerDiagnostic } from "../protocol/customEvents";

const compilerLine = /^(.+?):(\d+):(?:(\d+):)? (fatal error|error|warning|note): (.*)$/;
const linkerLine = /^(?:\S*ld(?:\.\w+)?: )?(.+?):(\d+): (undefined reference .*|multiple definition .*)$/;

/** What gcc, as and ld say when they cannot write: gcc names the line that it had come to. */
const noRoom = /No space left on device|Disk quota exceeded|File too large/;
/** Of the headings above messages, the excerpts below them, and the last word of gcc's and clang's linking. */
const beside = /^\s|: In function |^In file included |^collect2: |: linker command failed /;

/** `directory`: what relative file names are relative to. */
export function compilerDiagnostics(output: string, directory: string): readonly CompilerDiagnostic[] {
    const found: CompilerDiagnostic[] = [];
    for (const text of output.split("\n")) {
        if (noRoom.test(text)) continue;
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

/** Why nothing was made where no line of a source is to blame: one line of what the compiler printed. */
export function compilerReason(output: string): string {
    const lines = output.split("\n").filter((text) => text !== "");
    const found = lines.find((text) => noRoom.test(text)) ?? lines.find((text) => !compilerLine.test(text) && !beside.test(text));
    return compilerLine.exec(found ?? "")?.[5] ?? found ?? "the compiler does not say why";
}
