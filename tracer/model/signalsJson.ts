/** What `state --json` says of signals. */
import { threadOf, type Process } from "./owners/process";
import type { PendingSignal, RunningHandler, SignalAction, ThreadSignals } from "./owners/signalState";
import { signalsIn } from "./signals";
import type { SourceLocation } from "./sourceLocation";
import { exactNumber } from "./words";

export interface PendingJson {
    readonly signal: string;
    /** How often it was generated while it was pending; a standard signal is delivered once all the same. */
    readonly sends: number;
    readonly sender: string | null;
    readonly value?: number | string;
    /** Only this thread may get it. */
    readonly tid?: number;
}

export interface SignalsJson {
    /** Of the first thread. */
    readonly blocked: readonly string[] | null;
    /** For the process as a whole, or for its first thread. */
    readonly pending: readonly string[] | null;
    readonly ignored: readonly string[] | null;
    /** The function's name, or else its address; or `SIG_IGN`. */
    readonly handlers: Readonly<Record<string, string>>;
    /** In the order in which they were generated. */
    readonly queue: readonly PendingJson[];
    readonly timers: readonly { readonly timer: string; readonly signal: string; readonly seconds: number; readonly interval: number }[];
}

export interface RunningHandlerJson {
    readonly signal: string;
    readonly handler: SourceLocation | null;
    readonly interrupted: SourceLocation | null;
}

export function threadSignalsJson({ blocked, pending, handlers }: ThreadSignals): {
    readonly blocked: readonly string[] | null;
    readonly pending: readonly string[] | null;
    readonly handlers?: readonly RunningHandlerJson[];
} {
    const running = handlers.map(({ signal, code, interrupted }: RunningHandler) => ({ signal, handler: code, interrupted }));
    return {
        blocked: blocked === null ? null : signalsIn(blocked),
        pending: namesOf(pending),
        ...(running.length > 0 && { handlers: running }),
    };
}

/** Null: nothing is recorded about the process's signals. */
export function signalsJson(process: Process): SignalsJson | null {
    const { signals, threads } = process;
    if (signals.otherwise === null && signals.actions.size === 0) return null;
    const first = threadOf(process, process.pid)?.signals;
    const entries = [...signals.actions].flatMap(([signal, action]) =>
        action === "default" ? [] : [[signal, actionText(action)] as const],
    );
    const ofThreads = [...threads.values()].flatMap(({ tid, signals: { pending } }) =>
        (pending ?? []).map((each) => pendingJson(each, tid)),
    );
    return {
        blocked: first === undefined || first.blocked === null ? null : signalsIn(first.blocked),
        pending: signals.pending === null ? null : namesOf([...signals.pending, ...(first?.pending ?? [])]),
        ignored: signals.otherwise === null ? null : entries.filter(([, action]) => action === "SIG_IGN").map(([signal]) => signal),
        handlers: Object.fromEntries(entries),
        queue: [...(signals.pending ?? []).map((each) => pendingJson(each, null)), ...ofThreads],
        timers: [...signals.timers].map(([timer, { signal, value, absolute, interval }]) => ({
            timer,
            signal,
            seconds: value,
            ...(absolute === true && { absolute }),
            interval,
        })),
    };
}

function actionText(action: Exclude<SignalAction, "default">): string {
    if (action === "ignored") return "SIG_IGN";
    return action.code?.function ?? `0x${action.address.toString(16)}`;
}

function namesOf(pending: readonly PendingSignal[] | null): readonly string[] | null {
    return pending === null ? null : [...new Set(pending.map(({ signal }) => signal))];
}

function pendingJson({ signal, generated, sender, value }: PendingSignal, tid: number | null): PendingJson {
    return { signal, sends: generated.length, sender, ...(value !== null && { value: exactNumber(value) }), ...(tid !== null && { tid }) };
}
