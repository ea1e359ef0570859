/** What `state` shows of a process's signals, where it has made something of them. */
import type { Process, Thread } from "./owners/process";
import type { RunningHandler } from "./owners/signalState";
import { waitingSignals, type WaitingSignal } from "./owners/waitingSignals";
import { closedToPrograms, hasSignal, noSignals, signalsIn } from "./signals";
import { count, list, placeText } from "./words";

export function signalLines(process: Process): readonly string[] {
    if (process.exit !== null) return [];
    const { signals } = process;
    const threads = [...process.threads.values()];
    const pending = waitingSignals(process).map((each) => pendingText(each, threads.length));
    const caught = [...signals.actions].flatMap(([signal, action]) =>
        typeof action === "object" && !hasSignal(closedToPrograms, signal)
            ? [action.code === null ? signal : `${signal} by ${action.code.function} (${placeText(action.code)})`]
            : [],
    );
    const ignored = [...signals.actions].flatMap(([signal, action]) =>
        action === "ignored" && !hasSignal(signals.ignoredAtStart, signal) ? [signal] : [],
    );
    const timers = [...signals.timers].flatMap(([timer, { signal, value }]) => (value > 0 ? [`${timer} (${signal})`] : []));
    const lines: readonly (readonly [string, readonly string[]])[] = [
        ["running", threads.flatMap((thread) => thread.signals.handlers.map(runningText))],
        ["pending", pending],
        ["blocked", blockedTexts(process, threads)],
        ["handled", caught],
        ["ignored", ignored],
        ["timers", timers],
    ];
    return lines.flatMap(([word, texts]) => (texts.length === 0 ? [] : [`      ${word}: ${list(texts)}`]));
}

function runningText({ signal, code, interrupted }: RunningHandler): string {
    const above = interrupted === null ? "" : `, above ${placeText(interrupted)}`;
    return `${code?.function ?? "a handler"} for ${signal}${above}`;
}

function pendingText({ signal, generated, value, tid }: WaitingSignal, threads: number): string {
    const details = [
        ...(generated.length > 1 ? [`sent ${count(generated.length, "time")}`] : []),
        ...(value === null ? [] : [`value ${value}`]),
        ...(tid === null || threads === 1 ? [] : [`for thread ${tid}`]),
    ];
    return details.length === 0 ? signal : `${signal} (${details.join(", ")})`;
}

function blockedTexts({ threads: { size } }: Process, threads: readonly Thread[]): readonly string[] {
    return threads.flatMap(({ tid, signals }) => {
        const names = signalsIn((signals.blocked ?? noSignals) & ~closedToPrograms);
        if (names.length === 0) return [];
        return [size > 1 ? `${list(names)} in thread ${tid}` : list(names)];
    });
}
