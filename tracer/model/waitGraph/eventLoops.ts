/** Processes whose first thread waits for whatever comes first (poll(2), epoll(7)). */
import type { Wait } from "../awaits";
import type { Process } from "../owners/process";

export function isInEventLoop({ pid, threads }: Process): boolean {
    return threads.get(pid)?.call?.awaits.what === "readiness";
}

/** A thread that a runtime keeps for later: it waits in no line of the program, as does the first thread in its event loop. */
export function isIdleThread(process: Process, { tid, source }: Wait): boolean {
    return tid !== process.pid && (source ?? null) === null && isInEventLoop(process);
}
