/** The life of signals (signal(7)). */
import { threadOf } from "../model/owners/process";
import { hasSignal, noSignals } from "../model/signals";
import type { EventRule } from "./rule";

/** What arrives had been generated, had not arrived before, and waited where it is said to have waited. */
const arrivesOnce: EventRule = (event, before) => {
    if (event.kind !== "signalDelivered" && event.kind !== "signalIgnored" && event.kind !== "signalAccepted") return [];
    if (event.generated === undefined) return [];
    const process = before.processes.get(event.process);
    const queue = event.forThread === true ? threadOf(process, event.tid)?.signals.pending : process?.signals.pending;
    const waiting = new Set(queue?.filter(({ signal }) => signal === event.signal).flatMap(({ generated }) => generated));
    return event.generated
        .filter((seq) => !waiting.has(seq))
        .map((seq) => `${event.signal} of event ${seq} was not pending for ${event.process}`);
};

/** A handler does not begin while its thread blocks the signal; faults are let in by force (kernel/signal.c, force_sig_info_to_task). */
const notWhileBlocked: EventRule = (event, before) => {
    if (event.kind !== "handlerEntered" || faults.has(event.signal)) return [];
    const blocked = threadOf(before.processes.get(event.process), event.tid)?.signals.blocked ?? noSignals;
    return hasSignal(blocked, event.signal) ? [`a handler for ${event.signal} runs in ${event.process}, which blocks it`] : [];
};

const faults: ReadonlySet<string> = new Set(["SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP", "SIGSYS"]);

export const signalRules: readonly EventRule[] = [arrivesOnce, notWhileBlocked];
