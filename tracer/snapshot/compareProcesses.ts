/** Compares the process tree, and what each process does, with /proc/PID/stat. */
import type { Process } from "../model/owners/process";
import type { State } from "../model/state";
import type { KernelProcess, KernelSnapshot } from "../trace/kernelSnapshot";
import { compareSignals } from "./compareSignals";
import { isAlive, isAsleep, kernelLife, type KernelLife } from "./kernelLife";
import type { TallyPlace } from "./tally";

/** Null: it is dead, but whether its parent, who is not traced, has waited for it is not recorded. */
export function modelLife(process: Process | undefined): KernelLife | null {
    if (process === undefined) return "gone";
    const dead = process.state === "exited" || process.state === "zombie";
    if (dead && process.parent === null) return null;
    return process.state === "exited" ? "gone" : process.state === "zombie" ? "zombie" : "alive";
}

export function compareProcess(state: State, process: Process, kernel: KernelProcess, snapshot: KernelSnapshot, place: TallyPlace): void {
    // Of a process that nobody traced made, the parent is not recorded.
    place.compare("parent (pid)", process.parentPid === 0 ? null : process.parentPid, kernel.ppid);
    if (kernelLife(kernel) !== "alive") return;
    place.compare(
        "threads",
        [...process.threads.keys()].sort(ascending).join(" "),
        kernel.threads
            .filter(isAlive)
            .map(({ tid }) => tid)
            .sort(ascending)
            .join(" "),
    );
    compareSignals(state, process, kernel.threads.filter(isAlive), snapshot, place);
    for (const thread of kernel.threads.filter(isAlive)) {
        const inCall = thread.call >= 0;
        const waits = (process.threads.get(thread.tid)?.call ?? null) !== null;
        // In a call and not asleep: between two moments that the model knows. Asleep for a disk: nobody's business but the kernel's.
        const betweenMoments = inCall && !isAsleep(thread);
        const sleepsForDisk = inCall && thread.state === "D" && !waits;
        if (betweenMoments || sleepsForDisk) place.unknown();
        else place.compare(`thread ${thread.tid}`, waitsOrRuns(waits), waitsOrRuns(inCall));
    }
}

/** The parent that the model drew is the process that its number names. */
export function compareParent(state: State, process: Process, place: TallyPlace): void {
    if (process.parent !== null) place.compare("parent's pid", state.processes.get(process.parent)?.pid ?? null, process.parentPid);
}

function waitsOrRuns(waits: boolean): string {
    return waits ? "waits in a call" : "waits in no call";
}

function ascending(one: number, other: number): number {
    return one - other;
}
