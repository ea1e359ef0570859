/** What the command line says to its user outside of its results: on standard error, with the name of the program. */

export function complain(sentence: string): void {
    process.stderr.write(`ipcscope: ${sentence}\n`);
}

export function warn(sentence: string): void {
    process.stderr.write(`ipcscope: warning: ${sentence}\n`);
}

export function note(sentence: string): void {
    process.stderr.write(`ipcscope: note: ${sentence}\n`);
}
