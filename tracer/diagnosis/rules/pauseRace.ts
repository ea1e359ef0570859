import type { ProcessId } from "../../model/identities";
import type { CallBlocked } from "../../model/owners/call";
import type { Process } from "../../model/owners/process";
import type { SignalDelivered } from "../../model/owners/signalEvents";
import type { SourceLocation } from "../../model/sourceLocation";
import type { State } from "../../model/state";
import { inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** A pause that could only be ended by a signal of which the last has come already. */
interface Pause {
    readonly call: CallBlocked;
    readonly came: SignalDelivered;
    /** Where somebody called kill(2). */
    readonly sent: SourceLocation | null;
}

/** The signal comes between the question whether it has come and pause(2), which then waits for another one (sigsuspend(2), NOTES). */
export const pauseRace: Rule = {
    id: "IPC051",
    title: "The signal came before pause",
    severity: "error",
    about: "signals",
    watch() {
        /** By process: what came from others since it last paused. */
        const came = new Map<ProcessId, readonly SignalDelivered[]>();
        /** By seq. */
        const sent = new Map<number, SourceLocation | null>();
        const pauses = new Map<ProcessId, Pause>();
        const found = new Map<ProcessId, NewFinding>();
        return {
            quiet(state) {
                for (const [id, pause] of pauses) if (!found.has(id) && hasNoSender(state, pause)) found.set(id, findingOf(pause));
            },
            ...hears(["signalSent", "signalDelivered", "callBlocked", "callReturned"], (event, before) => {
                const { process } = event;
                if (event.kind === "signalSent") sent.set(event.seq, event.source ?? null);
                if (event.kind === "signalDelivered" && event.handled === true) {
                    const pause = pauses.get(process);
                    const isSent = event.generated?.some((seq) => sent.has(seq)) === true;
                    if (pause === undefined) came.set(process, isSent ? [...(came.get(process) ?? []), event] : []);
                    // What somebody sends ends the pause, as it should; a timer is there to rescue it.
                    else if (event.signal !== "SIGALRM") found.delete(process);
                }
                if (event.kind === "callBlocked" && event.call === "pause") {
                    const [signal, ...more] = came.get(process) ?? [];
                    const waiter = before.processes.get(process);
                    if (signal === undefined || more.length > 0 || waiter === undefined || !waitsOnlyFor(waiter, signal.signal)) return;
                    pauses.set(process, { call: event, came: signal, sent: sent.get(signal.generated?.[0] ?? 0) ?? null });
                }
                if (event.kind === "callReturned" && event.call === "pause") {
                    came.delete(process);
                    pauses.delete(process);
                }
            }),
            findings({ state, unfinished }) {
                for (const [id, pause] of unfinished ? pauses : []) {
                    if (!found.has(id) && hasNoSender(state, pause)) found.set(id, findingOf(pause));
                }
                return [...found.values()];
            },
        };
    },
};

/** With its only thread; a timer may be there to rescue it. */
function waitsOnlyFor({ signals, threads }: Process, signal: string): boolean {
    const handled = [...signals.actions].flatMap(([name, action]) => (typeof action === "object" && name !== "SIGALRM" ? [name] : []));
    return threads.size === 1 && handled.length === 1 && handled[0] === signal;
}

/** All others have ended, or wait for the end of a child, as the sender for that of the very process that pauses. */
function hasNoSender({ processes }: State, { call }: Pause): boolean {
    const others = [...processes.values()].filter(({ id, exit }) => exit === null && id !== call.process);
    return others.every(({ threads }) => [...threads.values()].every(({ call: wait }) => wait?.awaits.what === "child"));
}

function findingOf({ call, came: { signal, sender, source: where }, sent }: Pause): NewFinding {
    const { process, source, seq } = call;
    return {
        certainty: "likely",
        message:
            `${process} waits in pause${inPlace(source)} for a signal that has come already: ${signal} from ${sender ?? "elsewhere"}${inPlace(sent)} was handled ` +
            `before it${inPlace(where)}, and nobody sends another. ${signal} is to be blocked before the question whether it has come, and sigsuspend, ` +
            "which unblocks it, to take the place of pause.",
        process,
        at: seq,
        locations: places(["cause", process, source], ["related", sender ?? process, sent]),
    };
}
