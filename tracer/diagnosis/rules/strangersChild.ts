import type { CallReturned } from "../../model/owners/call";
import type { Process } from "../../model/owners/process";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** wait for a process that is another's child fails at once (wait(2): ECHILD). */
export const strangersChild: Rule = {
    id: "IPC031",
    title: "Waits for a process that is not its child",
    severity: "error",
    about: "processes",
    watch() {
        const found: NewFinding[] = [];
        return {
            ...hears(["callReturned"], (event, before) => {
                if (event.error !== "ECHILD") return;
                const asked = [...before.processes.values()].find(({ pid, exit }) => exit === null && String(pid) === event.detail);
                if (asked !== undefined) found.push(findingOf(event, asked));
            }),
            findings: () => found,
        };
    },
};

/** `asked`: it lives. */
function findingOf(event: CallReturned, asked: Process): NewFinding {
    const { process, source } = event;
    const where = inPlace(source);
    const whose = asked.parent === null ? "" : `, but of ${asked.parent}`;
    return {
        certainty: "proven",
        message:
            `${callText(event, null)}${where} of ${process} failed with ECHILD: ${asked.id} is no child of ${process}${whose}. ` +
            `${process} went on while ${asked.id} was still at work.`,
        process,
        locations: places(["symptom", process, source]),
    };
}
