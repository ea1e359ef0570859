import type { ProcessId } from "../../model/identities";
import type { Process } from "../../model/owners/process";
import type { Wait } from "../../model/awaits";
import { hasSignal } from "../../model/signals";
import type { State } from "../../model/state";
import { firstOf, list } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";
import { isOfPrograms } from "../waits/programSignals";
import { whereText } from "../waits/waitText";

interface Waiting {
    readonly process: Process;
    readonly wait: Wait;
}

/** A child waits for a signal of its program, and all who run that program wait for the ends of children (sigsuspend(2), wait(2)). */
export const signalNeverSent: Rule = {
    id: "IPC056",
    title: "Everybody waits, and nobody sends the signal",
    severity: "error",
    about: "waits",
    watch() {
        const received = new Set<string>();
        return {
            ...hears(["signalSent"], (event) => {
                if (event.target !== null) received.add(keyOf(event.target, event.signal));
            }),
            findings({ state, unfinished }) {
                return unfinished ? look(state, received) : [];
            },
        };
    },
};

function keyOf(process: ProcessId, signal: string): string {
    return `${process} ${signal}`;
}

function look(state: State, received: ReadonlySet<string>): readonly NewFinding[] {
    const living = [...state.processes.values()].filter(({ exit }) => exit === null);
    const waiting = living.flatMap((process): readonly Waiting[] => {
        const [only] = process.threads.size === 1 ? process.threads.values() : [];
        return only?.call === undefined || only.call === null || only.call.timed === true ? [] : [{ process, wait: only.call }];
    });
    const parents = waiting.filter(({ process, wait }) => wait.awaits.what === "child" && handled(process, wait).every(isOfPrograms));
    const sleepers = waiting.filter(({ process, wait }) => {
        const signals = wait.awaits.what === "signal" && process.signals.timers.size === 0 ? handled(process, wait) : [];
        const isNew = signals.every((signal) => isOfPrograms(signal) && !received.has(keyOf(process.id, signal)));
        return signals.length > 0 && isNew && process.executed === 0 && parents.some((each) => each.process.id === process.parent);
    });
    return sleepers.length > 0 && parents.length + sleepers.length === living.length ? [findingOf(sleepers, parents)] : [];
}

/** Signals that have a handler, and come through to the thread. */
function handled({ signals, threads }: Process, { tid }: Wait): readonly string[] {
    const blocked = threads.get(tid)?.signals.blocked ?? null;
    const all = [...signals.actions].flatMap(([signal, action]) => (typeof action === "object" ? [signal] : []));
    return all.filter((signal) => blocked === null || !hasSignal(blocked, signal));
}

function findingOf(sleepers: readonly Waiting[], parents: readonly Waiting[]): NewFinding {
    const signals = [...new Set(sleepers.flatMap(({ process, wait }) => handled(process, wait)))];
    const [first] = sleepers;
    return {
        certainty: "likely",
        message:
            `${list(sleepers.map(whereText))} for ${firstOf(signals, "or")}, which nobody has sent, and whoever could send it waits itself: ` +
            `${list(parents.map(whereText))}. The signal has to be sent before its sender waits for the end of the one that waits for it.`,
        process: first?.process.id ?? "",
        locations: [
            ...places(...parents.map(({ process, wait }) => ["cause", process.id, wait.source] as const)),
            ...places(...sleepers.map(({ process, wait }) => ["symptom", process.id, wait.source] as const)),
        ],
    };
}
