import type { ProcessId } from "../../model/identities";
import type { ProcessForked } from "../../model/owners/processEvents";
import type { BytesWritten } from "../../model/owners/transfer";
import type { SourceLocation } from "../../model/sourceLocation";
import { inPlace, list, quoted } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** A buffer of stdio(3) that processes have copies of since a fork. */
interface Copied {
    readonly printed: SourceLocation;
    readonly fork: ProcessForked;
    /** Of each of them its first write to the standard output since. */
    readonly writes: BytesWritten[];
}

/** What was printed before a fork and not written yet is in the child's memory, too, and each of them writes it (fork(2), stdio(3)). */
export const printedTwice: Rule = {
    id: "IPC028",
    title: "fork copied what was printed and not yet written",
    severity: "error",
    about: "data",
    watch() {
        const copies = new Map<ProcessId, Copied>();
        const all: Copied[] = [];
        return {
            ...hears(["processForked", "bytesWritten", "programExecuted", "processExited"], (event) => {
                if (event.kind === "processForked") {
                    if (event.printed === undefined) return;
                    const known = copies.get(event.process);
                    const copied = known ?? { printed: event.printed, fork: event, writes: [] };
                    if (known === undefined) all.push(copied);
                    copies.set(event.process, copied).set(event.child, copied);
                } else if (event.kind === "bytesWritten") {
                    if (event.fd !== 1 || copies.size === 0) return;
                    copies.get(event.process)?.writes.push(event);
                    copies.delete(event.process);
                } else {
                    copies.delete(event.process);
                }
            }),
            findings: () => all.flatMap(findingsOf),
        };
    },
};

function findingsOf({ printed, fork, writes }: Copied): readonly NewFinding[] {
    const text = commonStart(writes);
    if (writes.length < 2 || text.length === 0) return [];
    const { process, source, seq } = fork;
    return [
        {
            certainty: "proven",
            message:
                `${list(writes.map((write) => write.process))} have written what was printed once${inPlace(printed)}${quoted(text, text.length)}. It was in the buffer of the ` +
                `standard output when ${process} forked${inPlace(source)}, and fork copies that with all other memory. fflush(stdout) belongs before fork.`,
            process,
            fd: 1,
            at: seq,
            locations: places(
                ["cause", process, source],
                ["related", process, printed],
                ...writes.map((write) => ["symptom", write.process, write.source] as const),
            ),
        },
    ];
}

/** With what all of them begin. */
function commonStart(writes: readonly BytesWritten[]): Uint8Array {
    const [first = new Uint8Array(), ...others] = writes.map(({ data }) => data ?? new Uint8Array());
    let length = 0;
    while (length < first.length && others.every((other) => other[length] === first[length])) length++;
    return first.subarray(0, length);
}
