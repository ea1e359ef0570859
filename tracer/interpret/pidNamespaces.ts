/** PID namespaces (pid_namespaces(7)): the numbers by which their processes know each other, and who takes their orphans. */

export interface PidNamespace<Process> {
    /** Process 1 of it, and its orphans' new parent; null: not traced, or not made yet. */
    init: Process | null;
    /** By their numbers in it; null: the recorder's own, where the numbers are those of the records. */
    readonly numbers: Map<number, Process> | null;
}

export const newNamespaceFlag = 0x20000000; // CLONE_NEWPID

export function recordersNamespace<Process>(): PidNamespace<Process> {
    return { init: null, numbers: null };
}

export function newNamespace<Process>(): PidNamespace<Process> {
    return { init: null, numbers: new Map() };
}

/** A process begins in it; the first one is its init. */
export function enterNamespace<Process>(namespace: PidNamespace<Process>, process: Process): void {
    if (namespace.numbers === null || namespace.init !== null) return;
    namespace.init = process;
    namespace.numbers.set(1, process);
}

/** Its init ends: the kernel kills the others, and nobody needs to wait for them (kernel/pid_namespace.c, zap_pid_ns_processes). */
export function isDying({ init }: PidNamespace<{ readonly exited: boolean }>): boolean {
    return init?.exited === true;
}
