/** What a process is doing, from what is known about it. */
import type { Process, ProcessState } from "./state";

/** The process with its `state` in keeping with its threads, its waits and the debugger. */
export function withCurrentState(process: Process): Process {
    const state = currentState(process);
    return state === process.state ? process : { ...process, state };
}

function currentState(process: Process): ProcessState {
    if (process.exit !== null) return process.state === "exited" ? "exited" : "zombie";
    if (process.stop !== null || process.suspended !== null) return "stopped";
    if (process.waits.size > 0 && process.waits.size >= process.threads.length) return "blocked";
    return process.frozen ? "stopped" : "running";
}
