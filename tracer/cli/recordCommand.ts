/** `ipcscope record`: runs programs and writes down what they do to each other. */
import path from "node:path";
import { version } from "../../package.json";
import { endAs } from "../recorder/endAs";
import { recordPrograms } from "../recorder/recordPrograms";
import { usageError } from "./commandError";
import { shellWords } from "./shellWords";

export interface RecordOptions {
    readonly output?: string;
    readonly payload: number | "all";
    readonly stacks: boolean;
    readonly also: readonly string[];
}

/** Ends this process as the program ends. */
export async function recordCommand(program: readonly [string, ...string[]], options: RecordOptions): Promise<void> {
    const { end } = await recordPrograms({
        ipcscope: version,
        programs: [program, ...options.also.map(alsoProgram)],
        directory: process.cwd(),
        trace: options.output ?? `${path.basename(program[0])}.ipctrace`,
        payload: options.payload,
        stacks: options.stacks,
    });
    endAs(end);
}

/** The argument of `--payload`. */
export function parsePayload(text: string): number | "all" {
    if (text === "all") return "all";
    if (text === "none") return 0;
    const bytes = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!Number.isSafeInteger(bytes)) throw usageError(`--payload is a number of bytes, 'all' or 'none', not '${text}'.`);
    return bytes;
}

function alsoProgram(text: string): readonly string[] {
    const words = shellWords(text);
    if (words.length === 0) throw usageError("--also needs a program.");
    return words;
}
