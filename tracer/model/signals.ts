/** The names of signals, and sets of them (signal(7)). */

const names: readonly string[] = (
    "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM " +
    "PROF WINCH IO PWR SYS"
)
    .split(" ")
    .map((name) => `SIG${name}`);

/** Those that are not for real time. */
export const standardSignals: Readonly<Record<number, string>> = Object.fromEntries(names.map((name, index) => [index + 1, name]));

const lastSignal = 64;
/** The kernel's SIGRTMIN. */
const firstQueued = 32;
/** As glibc counts, which keeps two for itself. */
const firstRealTime = 34;

export function signalName(signal: number): string {
    const name = standardSignals[signal];
    if (name !== undefined) return name;
    return signal === firstRealTime ? "SIGRTMIN" : signal > firstRealTime ? `SIGRTMIN+${signal - firstRealTime}` : `signal ${signal}`;
}

const numbers: ReadonlyMap<string, number> = new Map(Array.from({ length: lastSignal }, (_, index) => [signalName(index + 1), index + 1]));

/** 0 for a name that is none. */
export function signalNumber(name: string): number {
    return numbers.get(name) ?? 0;
}

/** The C library's own, by which it cancels threads and makes all of them call setuid(2): their handlers run nothing of the program's. */
export function isOfLibrary(name: string): boolean {
    const number = signalNumber(name);
    return number >= firstQueued && number < firstRealTime;
}

/** Real-time signals: each that is sent waits in the queue; of the others one (signal(7)). */
export function isQueued(name: string): boolean {
    return signalNumber(name) >= firstQueued;
}

/** As the kernel's sigset_t: bit 0 is signal 1. */
export type SignalSet = bigint;

export const noSignals: SignalSet = 0n;

export function bitOf(name: string): SignalSet {
    const number = signalNumber(name);
    return number === 0 ? noSignals : 1n << BigInt(number - 1);
}

export function hasSignal(set: SignalSet, name: string): boolean {
    return (set & bitOf(name)) !== 0n;
}

export function signalSet(list: Iterable<string>): SignalSet {
    let set = noSignals;
    for (const name of list) set |= bitOf(name);
    return set;
}

export function signalsIn(set: SignalSet): readonly string[] {
    return [...numbers].filter(([, number]) => ((set >> BigInt(number - 1)) & 1n) === 1n).map(([name]) => name);
}

/** SIGKILL and SIGSTOP: neither blocked, nor caught, nor ignored (signal(7)). */
export const unstoppable: SignalSet = signalSet(["SIGKILL", "SIGSTOP"]);

/** The two that the C library keeps for itself: programs cannot block them by its functions. */
export const closedToPrograms: SignalSet = signalSet([signalName(32), signalName(33)]);

export type DefaultAction = "ignore" | "terminate" | "dump core" | "stop" | "continue";

const exceptions: ReadonlyMap<string, DefaultAction> = new Map<string, DefaultAction>([
    ...["SIGCHLD", "SIGURG", "SIGWINCH"].map((name) => [name, "ignore"] as const),
    ...["SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU"].map((name) => [name, "stop"] as const),
    ...["SIGQUIT", "SIGILL", "SIGABRT", "SIGFPE", "SIGSEGV", "SIGBUS", "SIGSYS", "SIGTRAP", "SIGXCPU", "SIGXFSZ"].map(
        (name) => [name, "dump core"] as const,
    ),
    ["SIGCONT", "continue"],
]);

/** What happens without a handler (signal(7), "Standard signals"). */
export function defaultActionOf(name: string): DefaultAction {
    return exceptions.get(name) ?? "terminate";
}

/** What its default action drops (sig_kernel_ignore in the kernel). */
export function isDroppedByDefault(name: string): boolean {
    return ["ignore", "continue"].includes(defaultActionOf(name));
}

/** A stop signal takes a SIGCONT that waits away, and the other way round (kernel/signal.c, prepare_signal). */
export function takenAwayBy(name: string): SignalSet {
    const action = defaultActionOf(name);
    if (action === "continue") return signalSet([...exceptions].filter(([, each]) => each === "stop").map(([each]) => each));
    return action === "stop" ? bitOf("SIGCONT") : noSignals;
}
