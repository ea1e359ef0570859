import type { ProcessId } from "../../model/identities";
import type { CallReturned } from "../../model/owners/call";
import type { Process } from "../../model/owners/process";
import { actionOf } from "../../model/owners/signalState";
import type { SourceLocation } from "../../model/sourceLocation";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** Whoever ignores SIGCHLD has no zombies, and nothing to wait for: the exit status is lost (wait(2), NOTES). */
export const ignoredChildren: Rule = {
    id: "IPC034",
    title: "Waits for a child although SIGCHLD is ignored",
    severity: "error",
    about: "processes",
    watch() {
        /** Where each process said so; null: it is not known. */
        const said = new Map<ProcessId, SourceLocation | null>();
        const found = new Map<string, NewFinding>();
        return {
            ...hears(["signalActionChanged", "callReturned"], (event, before) => {
                if (event.kind === "signalActionChanged" && event.signal === "SIGCHLD") said.set(event.process, event.source ?? null);
                if (event.kind !== "callReturned" || event.error !== "ECHILD") return;
                const waiter = before.processes.get(event.process);
                if (waiter === undefined || actionOf(waiter.signals, "SIGCHLD") !== "ignored") return;
                // Without a number it may be meant to last until all have ended, which it does.
                const child = [...before.processes.values()].find((each) => isAsked(each, waiter, event));
                const key = `${event.process} ${event.source?.line ?? ""}`;
                if (child !== undefined && !found.has(key)) found.set(key, findingOf(event, child, said.get(waiter.id) ?? null));
            }),
            findings: () => [...found.values()],
        };
    },
};

/** It has ended. */
function isAsked({ pid, parent, exit }: Process, waiter: Process, { detail }: CallReturned): boolean {
    return parent === waiter.id && exit !== null && String(pid) === detail;
}

function findingOf(event: CallReturned, child: Process, ignored: SourceLocation | null): NewFinding {
    const { process, source, seq } = event;
    const since =
        ignored === null
            ? `${process} ignores SIGCHLD, as it was told when it was started`
            : `${process} ignores SIGCHLD${inPlace(ignored)}`;
    return {
        certainty: "proven",
        message:
            `${callText(event, null)}${inPlace(source)} of ${process} failed with ECHILD, although ${child.id} was its child: ${since}, so that the kernel ` +
            "keeps no status of a child that ends. SIG_DFL is what who waits needs.",
        process,
        at: seq,
        locations: places(["cause", process, ignored], ["symptom", process, source]),
    };
}
