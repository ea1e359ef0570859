/** Every sentence of the extension's own that a user can see: one function each. */

export function openAProgram(): string {
    return 'Open a C, TypeScript or JavaScript file to debug it with IPC Scope, or set "program" in a launch configuration.';
}

export function openATrace(): string {
    return "Open a trace first, or choose it in the Explorer: it is replayed.";
}

/** `pid` null: not known yet. */
export function nodeNotDebugged(pid: number | null): string {
    const waits = pid === null ? "the Node process" : `the Node process ${pid}`;
    return `VS Code's JavaScript debugger did not attach to ${waits}, which waits for it. Stop the launch, or set "debugNode" to false.`;
}

export function selectAProcess(): string {
    return "Select a process in the Call Stack view first.";
}

export function sampleNotWritten(reason: string): string {
    return `The sample program cannot be written: ${reason}`;
}

export function traceUnreadable(reason: string): string {
    return `The trace cannot be read: ${reason}`;
}

export function allWait(why: string): string {
    return `All processes wait. ${why}`;
}

export function lookingForFaults(): string {
    return "IPC Scope looks for what is wrong with the programs of the trace";
}

export function noProgramToWatch(): string {
    return "No program runs whose memory could be watched: start one with IPC Scope.";
}

export function notWatched(reason: string): string {
    return `The memory cannot be watched: ${reason}`;
}

export function launchEnded(status: number | undefined): string | null {
    return status === undefined || status === 0 ? null : `The program ended with exit status ${status}.`;
}

export function drawnAfter(milliseconds: number): string {
    return `from the stop to the picture: ${Math.round(milliseconds)} ms`;
}
