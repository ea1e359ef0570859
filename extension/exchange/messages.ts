/** Sentences about traces that come from elsewhere or go there, which a user can see: one function each. */

export function exported(file: string, notes: readonly string[]): string {
    return [`${file} is written.`, ...notes].join(" ");
}

export function notExported(trace: string, reason: string): string {
    return `${trace} was not exported: ${reason}`;
}

export function onlyFiles(): string {
    return "Only traces that are files on this machine can be exported.";
}

export function notImported(log: string, reason: string): string {
    return `${log} was not imported: ${reason}`;
}

/** `notes`: what the log cannot tell. */
export function importedWithout(log: string, notes: readonly string[]): string {
    return `${log} does not tell everything. ${notes.join(" ")}`;
}

export function isALog(log: string): string {
    return `${log} is a log of strace. IPC Scope can make a trace of it, with the diagram of what the programs did.`;
}

export function areLogs(name: string): string {
    return `The files ${name}.* are a log of strace -ff. IPC Scope can make a trace of them, with the diagram of what the programs did.`;
}
