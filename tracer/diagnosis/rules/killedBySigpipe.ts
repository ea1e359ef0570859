import type { ProcessId } from "../../model/identities";
import type { CallReturned } from "../../model/owners/call";
import type { ProcessExited } from "../../model/owners/processEvents";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/**
 * SIGPIPE has ended a process that wrote to a pipe or connection of its own making (pipe(7)). Filters end in this way by design,
 * when nobody reads their standard output any more.
 */
export const killedBySigpipe: Rule = {
    id: "IPC050",
    title: "SIGPIPE has ended the process",
    severity: "warning",
    about: "signals",
    watch() {
        const refused = new Map<ProcessId, CallReturned>();
        /** Whoever has said what SIGPIPE is to do has thought of it. */
        const settled = new Set<ProcessId>();
        const found: NewFinding[] = [];
        return {
            ...hears(["callReturned", "signalActionChanged", "processForked", "processExited"], (event) => {
                if (event.kind === "callReturned" && event.error === "EPIPE") refused.set(event.process, event);
                if (event.kind === "signalActionChanged" && event.signal === "SIGPIPE") settled.add(event.process);
                if (event.kind === "processForked" && settled.has(event.process)) settled.add(event.child);
                if (event.kind !== "processExited" || settled.has(event.process)) return;
                const write = refused.get(event.process);
                refused.delete(event.process);
                const isOwn = write !== undefined && write.fd !== null && write.fd > 2;
                if (isOwn && "signal" in event.exit && event.exit.signal === "SIGPIPE") found.push(findingOf(event, write));
            }),
            findings: () => found,
        };
    },
};

function findingOf({ process }: ProcessExited, write: CallReturned): NewFinding {
    const { fd, object, source } = write;
    return {
        certainty: "likely",
        message:
            `SIGPIPE has ended ${process} in ${callText(write, fd)}${inPlace(source)}: nobody could read what it wrote to ${object ?? "it"} any more. ` +
            "A program that is to survive that ignores SIGPIPE (or sends with MSG_NOSIGNAL) and looks for EPIPE.",
        process,
        ...(object !== null && { object }),
        ...(fd !== null && { fd }),
        at: write.seq,
        locations: places(["cause", process, source]),
    };
}
