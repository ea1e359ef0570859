/**
 * The signal strip of a process's card: the handlers that run, above what they have interrupted; what is pending; and in one
 * line what the process has made of its dispositions and its mask. Nothing, as long as it has made nothing of them.
 */
import type { Process } from "../../tracer/model/owners/process";
import type { RunningHandler } from "../../tracer/model/owners/signalState";
import { waitingSignals, type WaitingSignal } from "../../tracer/model/owners/waitingSignals";
import { closedToPrograms, hasSignal, noSignals, signalsIn, type SignalSet } from "../../tracer/model/signals";
import { count, firstOf } from "../../tracer/model/words";
import type { SignalEdge, SignalRow } from "./scene";

/** `before`: at the previous stop; null: there was none. */
export function signalRows(before: Process | null, process: Process): readonly SignalRow[] {
    return [...handlerRows(before, process), ...pendingRows(before, process), ...settingRows(before, process)];
}

/** From who sent a signal to who has not got it yet. */
export function signalEdges(process: Process): readonly SignalEdge[] {
    const senders = new Map<string, SignalEdge>();
    for (const { signal, sender } of waitingSignals(process)) {
        if (sender === null || sender === process.id) continue;
        senders.set(`${sender} ${signal}`, { sender, receiver: process.id, key: keyOfPending(process, signal), signal });
    }
    return [...senders.values()];
}

function row(key: string, is: SignalRow["is"], label: string, note: string | null, isNew: boolean): SignalRow {
    return { kind: "signal", key, is, label, note, flow: "quiet", waiting: false, mark: isNew ? "new" : null };
}

/* ---- Handlers ---- */

function handlerRows(before: Process | null, process: Process): readonly SignalRow[] {
    const running = [...process.threads.values()].flatMap(({ tid, signals }) => signals.handlers.map((handler) => ({ tid, handler })));
    const known = new Set([...(before?.threads.values() ?? [])].flatMap(({ signals }) => signals.handlers.map(({ since }) => since)));
    // The innermost stands on top.
    return running
        .reverse()
        .map(({ tid, handler }) =>
            row(
                `${process.id}/handler${handler.since}`,
                "running",
                `${handler.code?.function ?? "a handler"} for ${handler.signal}`,
                interruptedText(process, tid, handler),
                before !== null && !known.has(handler.since),
            ),
        );
}

function interruptedText(process: Process, tid: number, { interrupted }: RunningHandler): string | null {
    const thread = process.threads.size > 1 ? `thread ${tid}` : null;
    const place = interrupted === null ? null : `above ${interrupted.function}:${interrupted.line}`;
    const parts = [thread, place].filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join(", ");
}

/* ---- Pending ---- */

function keyOfPending(process: Process, signal: string): string {
    return `${process.id}/pending ${signal}`;
}

function pendingRows(before: Process | null, process: Process): readonly SignalRow[] {
    const waiting = waitingSignals(process);
    const earlier = before === null ? [] : waitingSignals(before);
    const sendsOf = (list: readonly WaitingSignal[], signal: string): number =>
        list.filter((each) => each.signal === signal).reduce((sum, { generated }) => sum + generated.length, 0);
    return [...new Set(waiting.map(({ signal }) => signal))].map((signal) => {
        const instances = waiting.filter((each) => each.signal === signal);
        const label = instances.length > 1 ? `${signal} ×${instances.length} pending` : `${signal} pending`;
        const isNew = before !== null && sendsOf(waiting, signal) > sendsOf(earlier, signal);
        return row(keyOfPending(process, signal), "pending", label, pendingNote(instances, sendsOf(waiting, signal)), isNew);
    });
}

function pendingNote(instances: readonly WaitingSignal[], sends: number): string | null {
    const values = instances.flatMap(({ value }) => (value === null ? [] : [String(value)]));
    const parts = [
        ...(sends > instances.length ? [count(sends, "send")] : []),
        ...(values.length > 0 ? [`${values.length === 1 ? "value" : "values"} ${firstOf(values)}`] : []),
        // Last: a narrow card shows the beginning alone.
        ...(instances.every(({ blocked }) => blocked) ? ["blocked"] : []),
    ];
    return parts.length === 0 ? null : parts.join(", ");
}

/* ---- Dispositions and mask ---- */

interface Settings {
    readonly label: string;
    readonly note: string | null;
}

function settingsOf(process: Process): Settings | null {
    const { actions, ignoredAtStart } = process.signals;
    const caught = [...actions].flatMap(([signal, action]) =>
        typeof action === "object" && !hasSignal(closedToPrograms, signal) ? [{ signal, code: action.code }] : [],
    );
    const ignored = [...actions].flatMap(([signal, action]) =>
        action === "ignored" && !hasSignal(ignoredAtStart, signal) ? [signal] : [],
    );
    const masked = (process.threads.get(process.pid)?.signals.blocked ?? noSignals) & ~closedToPrograms;
    const [only] = caught;
    const handles =
        only === undefined
            ? []
            : caught.length === 1
              ? [`${only.signal}: ${only.code === null ? "handled" : `${only.code.function}, line ${only.code.line}`}`]
              : [`handles ${firstOf(caught.map(({ signal }) => signal))}`];
    const parts = [...handles, ...(ignored.length === 0 ? [] : [`ignores ${firstOf(ignored)}`])];
    const blocked = blockedText(masked);
    if (parts.length === 0) return blocked === null ? null : { label: blocked, note: null };
    return { label: parts.join(", "), note: blocked };
}

/** Nobody reads a list of as many. */
const fewSignals = 40;

function blockedText(masked: SignalSet): string | null {
    const names = signalsIn(masked);
    if (names.length === 0) return null;
    return `blocks ${names.length > fewSignals ? "all signals" : firstOf(names)}`;
}

function settingRows(before: Process | null, process: Process): readonly SignalRow[] {
    const settings = settingsOf(process);
    if (settings === null) return [];
    const earlier = before === null ? null : settingsOf(before);
    const isNew = before !== null && (earlier?.label !== settings.label || earlier.note !== settings.note);
    return [row(`${process.id}/signals`, "set", settings.label, settings.note, isNew)];
}
