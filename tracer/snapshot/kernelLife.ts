/** What /proc/PID/stat says of the life of processes and threads, by its letter (proc_pid_stat(5)). */
import type { KernelProcess, KernelThread } from "../trace/kernelSnapshot";

export type KernelLife = "alive" | "zombie" | "gone";

export function kernelLife(kernel: KernelProcess | undefined): KernelLife {
    if (kernel === undefined || kernel.state === "X") return "gone";
    // That of a process is the state of its first thread, which may end before the others (kernel/exit.c, delay_group_leader).
    return kernel.state === "Z" && !kernel.threads.some(isAlive) ? "zombie" : "alive";
}

export function isAlive({ state }: KernelThread): boolean {
    return state !== "Z" && state !== "X";
}

export function isAsleep({ state }: KernelThread): boolean {
    return "SD".includes(state);
}
