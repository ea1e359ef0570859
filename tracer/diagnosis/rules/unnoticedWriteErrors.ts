import { callText, count, inPlace } from "../../model/words";
import type { CallReturned } from "../../model/owners/call";
import type { SourceLocation } from "../../model/sourceLocation";
import type { ProcessId } from "../../model/identities";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** Writes that failed one after the other on the same descriptor (write(2)). */
interface Failing {
    readonly first: CallReturned;
    readonly last: CallReturned;
    readonly times: number;
}

/** The first may be looked at, and another come from what is flushed at the end. */
const unnoticed = 3;

/** A program that goes on writing to a pipe or a socket that nobody reads, with SIGPIPE ignored (pipe(7)). */
export const unnoticedWriteErrors: Rule = {
    id: "IPC020",
    title: "Writes fail and the program goes on",
    severity: "error",
    about: "data",
    watch() {
        const failing = new Map<string, Failing>();
        const ignoredAt = new Map<ProcessId, SourceLocation | null>();
        return {
            ...hears(["signalActionChanged", "callReturned"], (event) => {
                if (event.kind === "signalActionChanged" && event.signal === "SIGPIPE" && event.action === "ignored") {
                    ignoredAt.set(event.process, event.source ?? null);
                }
                if (event.kind !== "callReturned" || event.error !== "EPIPE" || event.object === null) return;
                const key = `${event.process} ${event.fd} ${event.object}`;
                const before = failing.get(key);
                failing.set(key, { first: before?.first ?? event, last: event, times: (before?.times ?? 0) + 1 });
            }),
            findings: () => [...failing.values()].filter(({ times }) => times >= unnoticed).map((one) => findingOf(one, ignoredAt)),
        };
    },
};

function findingOf({ first, last, times }: Failing, ignoredAt: ReadonlyMap<ProcessId, SourceLocation | null>): NewFinding {
    const { process, object, fd } = first;
    const ignored = ignoredAt.get(process);
    const since = ignored === undefined || ignored === null ? "" : `, since SIGPIPE is ignored${inPlace(ignored)}`;
    const where = inPlace(last.source);
    return {
        certainty: "proven",
        message:
            `${count(times, "write")} of ${process} failed with EPIPE in ${callText(last, fd)}${where}${since}: ` +
            `nobody can read ${object ?? "it"} any more, and ${process} went on writing. The result of each write has to be looked at.`,
        process,
        ...(object !== null && { object }),
        ...(fd !== null && { fd }),
        locations: places(["cause", process, ignored], ["symptom", process, first.source], ["symptom", process, last.source]),
    };
}
