/** What siginfo_t says of a signal (sigaction(2)), as the kernel lays it out on 64-bit machines. */
export interface SignalInformation {
    readonly signal: number;
    /** si_code */
    readonly code: number;
    /** si_pid, for codes that have one (SI_USER, SI_QUEUE, SI_TKILL, CLD_*); else null. */
    readonly senderPid: number | null;
    /** si_value, of SI_QUEUE and SI_TIMER; else null. */
    readonly value: bigint | null;
    /** si_timerid, of SI_TIMER; else null. */
    readonly timer: number | null;
    /** si_addr, of faults; else null. */
    readonly address: bigint | null;
    /** si_fd and si_band, of what happened at a descriptor (F_SETSIG); else null. */
    readonly descriptor: SignalDescriptor | null;
}

export interface SignalDescriptor {
    /** As the process that set O_ASYNC numbered it then. */
    readonly fd: number;
    /** Events of poll(2). */
    readonly band: number;
}

/** As far as `SignalInformation` goes. */
export const signalInformationLength = 32;

/** Of `code`; the positive ones are the signals' own (include/uapi/asm-generic/siginfo.h). */
export const signalCodes = { queue: -1, timer: -2, messageQueue: -3, io: -5, thread: -6, kernel: 0x80 } as const;
const codesWithSender: ReadonlySet<number> = new Set([0, signalCodes.queue, signalCodes.messageQueue, signalCodes.thread]);
const [SIGCHLD, SIGSYS] = [17, 31];
/** SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV. */
const faults: ReadonlySet<number> = new Set([4, 5, 7, 8, 11]);

/** What the kernel says in siginfo_t, of which `code` decides what counts. */
export interface SignalMembers {
    readonly signal: number;
    readonly code: number;
    readonly pid: number;
    readonly timer: number;
    readonly value: bigint;
    readonly address: bigint;
    readonly fd: number;
    readonly band: number;
}

export function decodeSignalInformation(view: DataView): SignalInformation {
    const identity = view.getInt32(16, true);
    return signalInformation({
        signal: view.getInt32(0, true),
        code: view.getInt32(8, true),
        pid: identity,
        timer: identity,
        value: view.getBigUint64(24, true),
        address: view.getBigUint64(16, true),
        fd: view.getInt32(24, true),
        band: identity,
    });
}

export function signalInformation({ signal, code, pid, timer, value, address, fd, band }: SignalMembers): SignalInformation {
    const hasValue = code === signalCodes.queue || code === signalCodes.timer;
    return {
        signal,
        code,
        senderPid: codesWithSender.has(code) || (signal === SIGCHLD && code > 0) ? pid : null,
        value: hasValue ? value : null,
        timer: code === signalCodes.timer ? timer : null,
        address: faults.has(signal) && code > 0 ? address : null,
        descriptor: tellsOfDescriptor(signal, code) ? { fd, band } : null,
    };
}

/** POLL_IN to POLL_HUP, where these numbers mean nothing else; else SI_SIGIO (send_sigio_to_task in fs/fcntl.c). */
function tellsOfDescriptor(signal: number, code: number): boolean {
    const [first, last] = [1, 6];
    const hasCodesOfItsOwn = faults.has(signal) || signal === SIGCHLD || signal === SIGSYS;
    return code === signalCodes.io || (code >= first && code <= last && !hasCodesOfItsOwn);
}
