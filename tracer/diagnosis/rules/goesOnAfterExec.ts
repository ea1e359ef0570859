import type { Event } from "../../model/event";
import type { ProcessId } from "../../model/identities";
import type { ProgramExecutionFailed } from "../../model/owners/processEvents";
import type { SourceLocation } from "../../model/sourceLocation";
import { inPlace, placeText } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";

interface Failed {
    readonly event: ProgramExecutionFailed;
    /** From where the process has called since. */
    readonly calls: Set<SourceLocation>;
}

/** After exec failed, a child runs on with the code that was meant for its parent (exec(3)). */
export const goesOnAfterExec: Rule = {
    id: "IPC030",
    title: "exec failed, and the child went on with its parent's code",
    severity: "error",
    about: "processes",
    watch() {
        const parents = new Map<ProcessId, ProcessId>();
        const failed = new Map<ProcessId, Failed>();
        /** Of processes with children: from where they have called since their first fork. */
        const called = new Map<ProcessId, Set<SourceLocation>>();
        function note({ process, source, call }: Event): void {
            if (called.size === 0 || source === undefined || call === undefined) return;
            called.get(process)?.add(source);
            if (failed.size > 0) failed.get(process)?.calls.add(source);
        }
        return {
            on: {
                processForked({ child, process }) {
                    parents.set(child, process);
                    if (!called.has(process)) called.set(process, new Set());
                },
                programExecuted(event) {
                    failed.delete(event.process);
                    note(event);
                },
                programExecutionFailed(event) {
                    if (parents.has(event.process)) failed.set(event.process, { event, calls: new Set() });
                    else note(event);
                },
            },
            others: note,
            findings: () =>
                [...failed].flatMap(([process, { event, calls }]) => {
                    const parent = parents.get(process) ?? "";
                    const lines = new Set([...(called.get(parent) ?? [])].map(lineText));
                    const both = [...calls].findLast((call) => lines.has(lineText(call)));
                    return both === undefined ? [] : [findingOf(event, parent, both)];
                }),
        };
    },
};

function lineText({ file, line }: SourceLocation): string {
    return `${file}:${line}`;
}

function findingOf({ process, path, error, source }: ProgramExecutionFailed, parent: ProcessId, both: SourceLocation): NewFinding {
    const where = inPlace(source);
    return {
        certainty: "proven",
        message:
            `exec of ${path} failed with ${error}${where}, and ${process} went on with the code of its parent ${parent}: ` +
            `both have called from ${placeText(both)}. After exec, which returns only when it failed, belongs _exit(127).`,
        process,
        locations: places(["cause", process, source], ["symptom", process, both]),
    };
}
