/** At which signals a process stops: the exception breakpoints of the Debug Adapter Protocol, a filter for each moment of a signal's life. */
import { readFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { noSuchSignal } from "./messages";
import { crashSignals, signalNumber } from "./signals";

/** Those that programs send to each other, or wait for. */
const signalsOfInterest = ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD", "SIGPIPE"] as const;

/** Of these, signal(7): what happens without a handler is nothing. */
const ignoredByDefault: ReadonlySet<string> = new Set(["SIGCHLD"]);

export interface SignalStops {
    /** Before a signal of a crash ends the process. */
    readonly crash: boolean;
    /** When the process is about to send them. */
    readonly sent: ReadonlySet<string>;
    /** When they are about to be delivered. */
    readonly delivered: ReadonlySet<string>;
    /** When their handlers start. */
    readonly handlers: ReadonlySet<string>;
}

export const onlyCrashes: SignalStops = { crash: true, sent: new Set(), delivered: new Set(), handlers: new Set() };

const crashFilter = "crash";

const moments = {
    sent: { label: "Signal is sent", when: "a program is about to send a signal by kill, raise, sigqueue or their like" },
    delivered: { label: "Signal is delivered", when: "a signal is about to be delivered" },
    handlers: { label: "Signal handler starts", when: "the handler of a signal starts" },
} as const;

type Moment = keyof typeof moments;

export const signalFilters: DebugProtocol.ExceptionBreakpointsFilter[] = [
    {
        filter: crashFilter,
        label: "Crashes",
        description: "Stop when a program is about to die of SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT or SIGSYS.",
        default: true,
    },
    ...Object.entries(moments).map(([filter, { label, when }]) => ({
        filter,
        label,
        description: `Stop when ${when}. The condition names the signals; without one: ${signalsOfInterest.join(", ")}.`,
        supportsCondition: true,
        conditionDescription: "Signals: SIGUSR1 SIGRTMIN+1",
    })),
];

/** What a client asks for: filters alone, or each with a condition. */
export function askedStops({ filters, filterOptions = [] }: DebugProtocol.SetExceptionBreakpointsArguments): {
    readonly stops: SignalStops;
    readonly breakpoints: DebugProtocol.Breakpoint[];
} {
    const asked = [...filters.map((filterId) => ({ filterId, condition: "" })), ...filterOptions];
    const stops = { crash: false, sent: new Set<string>(), delivered: new Set<string>(), handlers: new Set<string>() };
    const breakpoints = asked.map(({ filterId, condition = "" }) => {
        if (filterId === crashFilter) stops.crash = true;
        if (!isMoment(filterId)) return { verified: filterId === crashFilter };
        const names = namesIn(condition);
        const unknown = names.find((name) => signalNumber(name) === 0);
        if (unknown !== undefined) return { verified: false, message: noSuchSignal(unknown).message };
        for (const name of names) stops[filterId].add(name);
        return { verified: true };
    });
    return { stops, breakpoints };
}

function isMoment(filter: string): filter is Moment {
    return filter in moments;
}

/** "SIGUSR1, usr2": with or without SIG. */
function namesIn(condition: string): readonly string[] {
    const words = condition.split(/[\s,]+/).filter((word) => word !== "");
    if (words.length === 0) return signalsOfInterest;
    return words.map((word) => word.toUpperCase()).map((word) => (word.startsWith("SIG") ? word : `SIG${word}`));
}

/** Signals at which gdb is to stop. */
export function stoppingSignals({ crash, delivered, handlers }: SignalStops): ReadonlySet<string> {
    return new Set([...(crash ? crashSignals : []), ...delivered, ...handlers]);
}

/** The functions of the C library that send a signal, each with the register in which its number comes (System V ABI). */
export const sendingFunctions: ReadonlyMap<string, string> = new Map([
    ["kill", "$esi"],
    ["raise", "$edi"],
    ["sigqueue", "$esi"],
    ["tgkill", "$edx"],
    ["pthread_kill", "$esi"],
    ["pthread_sigqueue", "$esi"],
    ["pidfd_send_signal", "$esi"],
]);

export function sameStops(one: SignalStops, other: SignalStops): boolean {
    const text = ({ crash, sent, delivered, handlers }: SignalStops): string =>
        [crash, ...[sent, delivered, handlers].map((signals) => [...signals].sort().join())].join(";");
    return text(one) === text(other);
}

/** What the process does about a signal (proc_pid_status(5)); what nobody can read has its default effect. */
export async function signalEffect(pid: number, signal: string): Promise<"handler" | "ignored" | "default"> {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const isIn = (set: "SigCgt" | "SigIgn"): boolean => {
        const [, mask = "0"] = new RegExp(`^${set}:\\s*([0-9a-f]+)$`, "m").exec(status) ?? [];
        return ((BigInt(`0x${mask}`) >> BigInt(signalNumber(signal) - 1)) & 1n) !== 0n;
    };
    if (isIn("SigCgt")) return "handler";
    return isIn("SigIgn") || ignoredByDefault.has(signal) ? "ignored" : "default";
}
