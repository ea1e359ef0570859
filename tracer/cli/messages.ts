/** What the command line says to its user outside of its results: on standard error, with the name of the program. */
import { printable } from "../model/printable";

export function complain(sentence: string): void {
    process.stderr.write(`ipcscope: ${printable(sentence)}\n`);
}

export function warn(sentence: string): void {
    process.stderr.write(`ipcscope: warning: ${printable(sentence)}\n`);
}

export function note(sentence: string): void {
    process.stderr.write(`ipcscope: note: ${printable(sentence)}\n`);
}
