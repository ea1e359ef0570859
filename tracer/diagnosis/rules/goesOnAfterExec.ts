import type { ProcessId } from "../../model/identities";
import type { ProgramExecutionFailed } from "../../model/owners/processEvents";
import type { SourceLocation } from "../../model/sourceLocation";
import { inPlace, placeText } from "../../model/words";
import { places } from "../finding";
import type { NewFinding, Rule } from "../rule";

interface Failed {
    readonly event: ProgramExecutionFailed;
    /** Lines from which the process has called since. */
    readonly lines: Map<string, SourceLocation>;
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
        /** Of processes with children: lines from which they have called since their first fork. */
        const called = new Map<ProcessId, Set<string>>();
        return {
            see(event) {
                const { process, source } = event;
                if (event.kind === "processForked") {
                    parents.set(event.child, process);
                    if (!called.has(process)) called.set(process, new Set());
                    return;
                }
                if (event.kind === "programExecuted") failed.delete(process);
                if (event.kind === "programExecutionFailed" && parents.has(process)) {
                    failed.set(process, { event, lines: new Map() });
                    return;
                }
                if (source === undefined || event.call === undefined) return;
                const [since, before] = [failed.get(process), called.get(process)];
                if (since === undefined && before === undefined) return;
                const line = `${source.file}:${source.line}`;
                since?.lines.set(line, source);
                before?.add(line);
            },
            findings: () =>
                [...failed].flatMap(([process, { event, lines }]) => {
                    const parent = parents.get(process) ?? "";
                    const both = [...lines].filter(([line]) => called.get(parent)?.has(line) === true).at(-1);
                    return both === undefined ? [] : [findingOf(event, parent, both[1])];
                }),
        };
    },
};

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
