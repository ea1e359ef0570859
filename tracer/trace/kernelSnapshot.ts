/** The kernel's own account at one moment, as the engine writes it (docs/trace-format.md, "Snapshot"). */

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

export interface KernelProcess {
    readonly pid: number;
    readonly ppid: number;
    readonly state: string; // the letter of /proc/PID/stat
    readonly exe: string;
    readonly signals: {
        readonly blocked: string;
        readonly ignored: string;
        readonly caught: string;
        readonly pending: string;
        readonly shared: string;
    };
    readonly threads: readonly { readonly tid: number; readonly state: string; readonly call: number }[];
    readonly fds: readonly KernelDescriptor[];
    /** The kernel did not tell them, since the process is not dumpable (prctl(2), PR_SET_DUMPABLE). */
    readonly fdsRefused?: true;
}

export interface KernelPipe {
    readonly device: string;
    readonly inode: string;
    readonly bytes: number;
    readonly capacity: number;
    readonly content: string | null; // hexadecimal
}

export interface KernelSnapshot {
    readonly processes: readonly KernelProcess[];
    readonly pipes: readonly KernelPipe[];
}
