/** At which signals a process stops: the exception breakpoints of the Debug Adapter Protocol, a filter for each signal of interest. */
import { readFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { conditionOfSignal } from "./messages";
import { crashSignals, signalNumber } from "./signals";

/** Those that programs send to each other, or wait for. */
const signalsOfInterest = ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD", "SIGPIPE"] as const;

/** Of these, signal(7): what happens without a handler is nothing. */
const ignoredByDefault: ReadonlySet<string> = new Set(["SIGCHLD"]);

export interface SignalStops {
    /** Before a signal of a crash ends the process. */
    readonly crash: boolean;
    /** When they are about to be delivered. */
    readonly delivered: ReadonlySet<string>;
    /** When their handlers start. */
    readonly handlers: ReadonlySet<string>;
}

export const onlyCrashes: SignalStops = { crash: true, delivered: new Set(), handlers: new Set() };

const crashFilter = "crash";
const [whenDelivered, whenHandled] = ["delivered", "handler"];

export const signalFilters: DebugProtocol.ExceptionBreakpointsFilter[] = [
    {
        filter: crashFilter,
        label: "Crashes",
        description: "Stop when a program is about to die of SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT or SIGSYS.",
        default: true,
    },
    ...signalsOfInterest.map((signal) => ({
        filter: signal,
        label: signal,
        description: `Stop when ${signal} is about to be delivered, or with the condition "${whenHandled}" when its handler starts.`,
        supportsCondition: true,
        conditionDescription: `"${whenDelivered}" (the same as none) or "${whenHandled}": when its handler starts`,
    })),
];

/** What a client asks for: filters alone, or each with a condition. */
export function askedStops({ filters, filterOptions = [] }: DebugProtocol.SetExceptionBreakpointsArguments): {
    readonly stops: SignalStops;
    readonly breakpoints: DebugProtocol.Breakpoint[];
} {
    const asked = [...filters.map((filterId) => ({ filterId, condition: "" })), ...filterOptions];
    const stops = { crash: false, delivered: new Set<string>(), handlers: new Set<string>() };
    const breakpoints = asked.map(({ filterId, condition = "" }) => {
        const when = condition.trim() === "" ? whenDelivered : condition.trim();
        if (filterId === crashFilter) stops.crash = true;
        else if (when === whenDelivered) stops.delivered.add(filterId);
        else if (when === whenHandled) stops.handlers.add(filterId);
        else return { verified: false, message: conditionOfSignal(whenDelivered, whenHandled) };
        return { verified: true };
    });
    return { stops, breakpoints };
}

/** Signals at which gdb is to stop. */
export function stoppingSignals({ crash, delivered, handlers }: SignalStops): ReadonlySet<string> {
    return new Set([...(crash ? crashSignals : []), ...delivered, ...handlers]);
}

export function sameStops(one: SignalStops, other: SignalStops): boolean {
    const text = ({ crash, delivered, handlers }: SignalStops): string =>
        [crash, [...delivered].sort().join(), [...handlers].sort().join()].join(";");
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
