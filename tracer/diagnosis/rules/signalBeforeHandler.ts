import type { ProcessId } from "../../model/identities";
import type { SignalSent } from "../../model/owners/signalEvents";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";
import { isOfPrograms } from "../waits/programSignals";

/** A copy of a program is ended by a signal that the program itself has sent it: its handler was not set yet (sigaction(2), fork(2)). */
export const signalBeforeHandler: Rule = {
    id: "IPC055",
    title: "The signal came before its handler",
    severity: "warning",
    about: "signals",
    watch() {
        /** Those that fork made, and that run their maker's program. */
        const copies = new Map<ProcessId, ProcessId>();
        const sent = new Map<ProcessId, SignalSent>();
        const ended = new Map<ProcessId, SignalSent>();
        const found: NewFinding[] = [];
        return {
            ...hears(["processForked", "programExecuted", "signalSent", "processExited", "processReaped"], (event) => {
                if (event.kind === "processForked") copies.set(event.child, event.process);
                if (event.kind === "programExecuted") copies.delete(event.process);
                if (event.kind === "signalSent" && event.target !== null && isOfPrograms(event.signal)) sent.set(event.target, event);
                if (event.kind === "processExited" && "signal" in event.exit) {
                    const last = sent.get(event.process);
                    const isOwn = last?.signal === event.exit.signal && copies.get(event.process) === last.process;
                    if (isOwn) ended.set(event.process, last);
                }
                // Whoever asks how it ended may have meant it to end so.
                if (event.kind !== "processReaped" || event.unasked !== true) return;
                const signal = ended.get(event.child);
                if (signal !== undefined) found.push(findingOf(signal, event.child));
            }),
            findings: () => found,
        };
    },
};

function findingOf(sent: SignalSent, child: ProcessId): NewFinding {
    const { process, signal, source, seq } = sent;
    return {
        certainty: "likely",
        message:
            `${signal}, which ${process} sent in ${callText(sent, null)}${inPlace(source)}, ended ${child}, which had no handler for it yet. ` +
            `A handler that is set, or a signal that is blocked, before the fork holds in the child from its beginning.`,
        process: child,
        at: seq,
        locations: places(["cause", process, source]),
    };
}
