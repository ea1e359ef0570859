/** The kernel's own account at one moment, as the engine writes it (docs/trace-format.md, "Account"). */

export interface KernelDescriptor {
    readonly fd: number;
    /** Descriptors with the same class share an open file description (kcmp(2), KCMP_FILE). */
    readonly class: number;
    readonly link: string;
    /** Status flags and access mode, with O_CLOEXEC, as in /proc/PID/fdinfo. */
    readonly flags: number;
    readonly position: number;
    readonly mode: number; // st_mode
    readonly device: string;
    readonly inode: string;
    readonly rdev: string;
    readonly size: number;
}

/** A descriptor table, which several threads and processes may share (kcmp(2), KCMP_FILES). */
export interface KernelTable {
    readonly class: number;
    readonly fds: readonly KernelDescriptor[];
    /** The kernel did not tell them, since the process is not dumpable (prctl(2), PR_SET_DUMPABLE). */
    readonly refused?: true;
}

/** Masks of signals, hexadecimal as in /proc/PID/status; empty when the kernel was not asked. */
export interface KernelSignals {
    readonly blocked: string;
    readonly ignored: string;
    readonly caught: string;
    readonly pending: string;
    readonly shared: string;
}

export const unknownSignals: KernelSignals = { blocked: "", ignored: "", caught: "", pending: "", shared: "" };

export interface KernelThread {
    readonly tid: number;
    readonly state: string; // the letter of /proc/PID/stat
    /** The number of the traced call that it is in, or -1. */
    readonly call: number;
    /** The class of its descriptor table; null when it has none any more. */
    readonly table: number | null;
    /** Absent: the kernel was not asked. */
    readonly signals?: KernelSignals;
}

export interface KernelProcess {
    readonly pid: number;
    readonly ppid: number;
    readonly state: string; // the letter of /proc/PID/stat
    readonly exe: string;
    /** Of its first thread. */
    readonly signals: KernelSignals;
    /** None when it is dead. */
    readonly threads: readonly KernelThread[];
}

/** What the kernel said to one inquiry about one subject. */
export interface KernelAnswer {
    /** The line of the inquiry, as the engine got it. */
    readonly inquiry: string;
    /** Of `fd` the class of the open file description, of `process` the pid, of `thread` the tid, of `number` the number; of `machine` 0. */
    readonly subject: number;
    /** Of a call what it returned, of a text its length; -1 when there is an error. */
    readonly result: number;
    /** 0, or an errno. */
    readonly error: number;
    readonly bytes: Uint8Array;
}

export interface KernelSnapshot {
    readonly processes: readonly KernelProcess[];
    readonly tables: readonly KernelTable[];
    /** In the order in which they were given. */
    readonly answers: readonly KernelAnswer[];
}

/** The table of the thread that the process began with, or of the first that has one; undefined when it is dead. */
export function tableOfProcess(snapshot: KernelSnapshot, process: KernelProcess): KernelTable | undefined {
    const owner = process.threads.find(({ tid, table }) => tid === process.pid && table !== null);
    const { table } = owner ?? process.threads.find((thread) => thread.table !== null) ?? { table: null };
    return snapshot.tables.find((each) => each.class === table);
}
