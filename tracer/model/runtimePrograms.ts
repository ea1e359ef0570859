/** Runtimes that programs bring along, and by what they are known. */
import { baseName } from "./baseName";
import type { Process } from "./owners/process";

export interface RuntimeProgram {
    /** As it is called in a sentence: "Node". */
    readonly name: string;
    /** What the file that is executed is called. */
    readonly program: RegExp;
    /** It has a handler of its own for this signal. */
    readonly ownSignal?: string;
}

export const runtimePrograms = {
    /** It opens its inspector for the signal. */
    node: { name: "Node", program: /^node(js)?$/, ownSignal: "SIGUSR1" },
    /** It ends the program (KeyboardInterrupt). */
    python: { name: "Python", program: /^python[\d.]*$/, ownSignal: "SIGINT" },
    perl: { name: "Perl", program: /^perl[\d.]*$/ },
    /** bash and dash. */
    shell: { name: "shell", program: /^-?(ba|da)?sh$/ },
} as const satisfies Readonly<Record<string, RuntimeProgram>>;

/** Which of these the process is a program of; undefined: none. */
export function programOf<Known extends RuntimeProgram>(process: Process | undefined, all: readonly Known[]): Known | undefined {
    const program = process?.arguments[0];
    return program === undefined ? undefined : all.find((each) => each.program.test(baseName(program)));
}
