import { firstWait, type Process } from "../../model/owners/process";
import type { Wait } from "../../model/awaits";
import type { State } from "../../model/state";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";
import { waitText } from "../waits/waitText";

interface Opening {
    readonly process: Process;
    readonly wait: Wait;
}

/** Two processes that open two FIFOs in opposite orders: each waits for the other's open (fifo(7)). */
export const oppositeOpens: Rule = {
    id: "IPC005",
    title: "FIFOs are opened in opposite orders",
    severity: "error",
    about: "waits",
    watch: () => ({ findings: ({ state, unfinished }) => (unfinished ? findingsOf(state) : []) }),
};

/** All processes that live have opened none of the FIFOs that they wait for, and wait for different ones. */
function findingsOf(state: State): readonly NewFinding[] {
    const living = [...state.processes.values()].filter(({ exit }) => exit === null);
    const opening = living.flatMap((process): readonly Opening[] => {
        const wait = firstWait(process);
        return wait?.awaits.what === "opening" && wait.awaits.end !== null && process.threads.size === 1 ? [{ process, wait }] : [];
    });
    const [one, other] = opening;
    if (opening.length !== 2 || living.length !== 2 || one === undefined || other === undefined) return [];
    if (pathOf(one) === pathOf(other) || one.process.command !== other.process.command) return [];
    return [
        {
            certainty: "likely",
            message:
                `Circular wait in open: ${waitText(state, one)}; ${waitText(state, other)}. ` +
                "Nobody else is there to open them. Both have to open the FIFOs in the same order.",
            process: one.process.id,
            ...(one.wait.object !== null && { object: one.wait.object }),
            locations: places(...opening.map(({ process, wait }) => ["cause", process.id, wait.source] as const)),
        },
    ];
}

function pathOf({ wait }: Opening): string | null {
    return wait.awaits.what === "opening" ? wait.awaits.path : null;
}
