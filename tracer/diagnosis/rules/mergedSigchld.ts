import type { ProcessId } from "../../model/identities";
import type { SourceLocation } from "../../model/sourceLocation";
import { count, firstOf, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type Rule } from "../rule";

/** What a process does with the ends of its children. */
interface Tally {
    sent: number;
    merged: number;
    handled: number;
    /** Children that were waited for while the handler ran, and where. */
    reaped: number;
    source: SourceLocation | null;
    isInHandler: boolean;
}

/** One wait for each SIGCHLD: of several that come while one is pending, one is kept (signal(7)). */
export const mergedSigchld: Rule = {
    id: "IPC032",
    title: "One wait for each SIGCHLD leaves zombies",
    severity: "error",
    about: "processes",
    watch() {
        const tallies = new Map<ProcessId, Tally>();
        const zombies = new Map<ProcessId, readonly ProcessId[]>();
        function tallyOf(process: ProcessId): Tally {
            const tally = tallies.get(process) ?? { sent: 0, merged: 0, handled: 0, reaped: 0, source: null, isInHandler: false };
            tallies.set(process, tally);
            return tally;
        }
        return {
            ...hears(["processExited", "signalGenerated", "handlerEntered", "handlerReturned", "processReaped"], (event) => {
                if (event.kind === "processExited") {
                    zombies.set(event.process, event.left?.zombies ?? []);
                } else if (event.kind === "signalGenerated" && event.signal === "SIGCHLD") {
                    tallyOf(event.process).sent += 1;
                    if (event.coalesced === true) tallyOf(event.process).merged += 1;
                } else if (event.kind === "handlerEntered" && event.signal === "SIGCHLD") {
                    Object.assign(tallyOf(event.process), { handled: tallyOf(event.process).handled + 1, isInHandler: true });
                } else if (event.kind === "handlerReturned" && event.signal === "SIGCHLD") {
                    tallyOf(event.process).isInHandler = false;
                } else if (event.kind === "processReaped" && tallyOf(event.process).isInHandler) {
                    Object.assign(tallyOf(event.process), { reaped: tallyOf(event.process).reaped + 1, source: event.source ?? null });
                }
            }),
            findings: ({ state }) =>
                [...tallies].flatMap(([process, tally]) => {
                    const waiting = [...state.processes.values()].filter(
                        ({ parent, state: now }) => parent === process && now === "zombie",
                    );
                    const left = waiting.length > 0 ? waiting.map(({ id }) => id) : (zombies.get(process) ?? []);
                    // A handler that waits until nobody is left waits more often than it is called.
                    if (left.length === 0 || tally.merged === 0 || tally.reaped === 0 || tally.reaped > tally.handled) return [];
                    const where = inPlace(tally.source);
                    const are = left.length === 1 ? "is a zombie" : "are zombies";
                    return [
                        {
                            certainty: "proven" as const,
                            message:
                                `SIGCHLD was sent to ${process} ${count(tally.sent, "time")} and its handler ran ${count(tally.handled, "time")}, since one that comes while ` +
                                `another is pending is merged with it; the handler waits once${where}, so that ${firstOf(left)} ${are}. ` +
                                "It has to call waitpid(-1, …, WNOHANG) until that returns 0 or fails.",
                            process,
                            locations: places(["cause", process, tally.source]),
                        },
                    ];
                }),
        };
    },
};
