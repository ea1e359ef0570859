import type { ProcessId } from "../../model/identities";
import type { ProcessReaped } from "../../model/owners/childEvents";
import type { ProgramExecutionFailed } from "../../model/owners/processEvents";
import type { SourceLocation } from "../../model/sourceLocation";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** Their default action ends a process that has gone wrong (signal(7)). */
const crashes: ReadonlySet<string> = new Set(["SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT", "SIGSYS", "SIGTRAP"]);

interface Unnoticed {
    readonly reaped: ProcessReaped;
    readonly last: Last;
}

/** What went wrong with a child, in words, and where. */
interface Last {
    readonly text: string;
    readonly source: SourceLocation | null;
}

const kinds = [
    "processForked",
    "programExecutionFailed",
    "programExecuted",
    "signalSent",
    "signalDelivered",
    "processReaped",
    "processExited",
] as const;

/** A child crashed or could not execute its program, its parent waited without asking how it ended, and ended as if all was well. */
export const statusThrownAway: Rule = {
    id: "IPC035",
    title: "How the child ended was thrown away",
    severity: "warning",
    about: "processes",
    watch() {
        /** Those that share no memory with their parent: posix_spawn(3) waits itself for a child that could not execute. */
        const copies = new Set<ProcessId>();
        const refused = new Map<ProcessId, ProgramExecutionFailed>();
        /** Where each was last, and to which of them another has sent a signal. */
        const lastPlaces = new Map<ProcessId, SourceLocation | null>();
        const asked = new Set<string>();
        const crashed = new Map<ProcessId, Last>();
        const unnoticed = new Map<ProcessId, Unnoticed>();
        const found: NewFinding[] = [];
        return {
            ...hears(kinds, (event) => {
                const { process } = event;
                if (event.kind === "processForked" && !event.sharesMemory) copies.add(event.child);
                if (event.kind === "programExecutionFailed") refused.set(process, event);
                if (event.kind === "programExecuted") refused.delete(process);
                if (event.kind === "signalSent" && event.target !== null && event.target !== process) {
                    asked.add(`${event.target} ${event.signal}`);
                }
                if (event.kind === "signalDelivered" && crashes.has(event.signal)) lastPlaces.set(process, event.source ?? null);
                if (event.kind === "processReaped" && event.unasked === true) {
                    const last = crashed.get(event.child);
                    if (last !== undefined) unnoticed.set(process, { reaped: event, last });
                }
                if (event.kind !== "processExited") return;
                const failure = refused.get(process);
                if ("signal" in event.exit) {
                    const { signal } = event.exit;
                    if (!crashes.has(signal) || asked.has(`${process} ${signal}`)) return;
                    const source = lastPlaces.get(process) ?? null;
                    crashed.set(process, { text: `${signal} ended ${process}${inPlace(source)}`, source });
                    return;
                }
                if (failure !== undefined && event.exit.code !== 0 && copies.has(process)) {
                    const { path, error, source = null } = failure;
                    const text = `${process} could not execute ${path} (${error}${inPlace(source)}) and ended with exit code ${event.exit.code}`;
                    crashed.set(process, { text, source });
                }
                const one = unnoticed.get(process);
                if (one !== undefined && event.exit.code === 0) found.push(findingOf(one));
            }),
            findings: () => found,
        };
    },
};

function findingOf({ reaped, last }: Unnoticed): NewFinding {
    const { process, child, source, seq } = reaped;
    return {
        certainty: "likely",
        message:
            `${last.text}, but ${process} never learned of it: ${callText(reaped, null)}${inPlace(source)} did not ask how ${child} ended, and ${process} ` +
            "ended with exit code 0. wait(&status) tells, by WIFSIGNALED(status) and WEXITSTATUS(status).",
        process,
        at: seq,
        locations: places(["cause", process, source], ["symptom", child, last.source]),
    };
}
