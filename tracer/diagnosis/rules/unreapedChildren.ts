import type { ProcessId } from "../../model/identities";
import type { SourceLocation } from "../../model/sourceLocation";
import { inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

interface Parent {
    /** Children that have ended, and for which it has not waited. */
    readonly zombies: Set<ProcessId>;
    readonly forked: Set<ProcessId>;
    reaped: number;
    /** It has made another child while there were so many. */
    most: number;
    source: SourceLocation | null;
}

/** So many are no accident: a program that ends soon need not wait for its children. */
const many = 2;

/** A program that makes child after child, and never waits for one of them: each stays a zombie (wait(2)). */
export const unreapedChildren: Rule = {
    id: "IPC033",
    title: "Nobody waits for the children",
    severity: "warning",
    about: "processes",
    watch() {
        const parents = new Map<ProcessId, Parent>();
        const parentOf = new Map<ProcessId, Parent>();
        return {
            ...hears(["processForked", "processExited", "processReaped", "processReparented"], (event, before) => {
                const { process } = event;
                if (event.kind === "processForked") {
                    const parent = parents.get(process) ?? { zombies: new Set(), forked: new Set(), reaped: 0, most: 0, source: null };
                    parents.set(process, parent);
                    parentOf.set(event.child, parent);
                    parent.forked.add(event.child);
                    if (parent.zombies.size >= parent.most) {
                        Object.assign(parent, { most: parent.zombies.size, source: event.source ?? null });
                    }
                } else if (event.kind === "processExited") {
                    if (before.processes.get(process)?.parent !== null) parentOf.get(process)?.zombies.add(process);
                } else if (event.kind === "processReaped") {
                    const parent = parentOf.get(event.child);
                    if (parent === undefined) return;
                    parent.reaped += 1;
                    parent.zombies.delete(event.child);
                } else {
                    parentOf.get(process)?.zombies.delete(process);
                }
            }),
            findings: () =>
                [...parents].flatMap(([process, parent]) =>
                    parent.reaped === 0 && parent.most >= many ? [findingOf(process, parent)] : [],
                ),
        };
    },
};

function findingOf(process: ProcessId, { forked, most, source }: Parent): NewFinding {
    return {
        certainty: "likely",
        message:
            `${process} has made ${forked.size} children${inPlace(source)} and waited for none of them; when it made the last, ${most} of them were zombies, ` +
            "and each keeps its number until its parent waits for it or ends. It has to call waitpid, in a handler of SIGCHLD for instance, or to ignore SIGCHLD.",
        process,
        locations: places(["cause", process, source]),
    };
}
