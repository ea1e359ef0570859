import type { ProcessId } from "../../model/identities";
import type { ProcessExited, ProgramExecuted, Unwritten } from "../../model/owners/processEvents";
import { callText, inPlace } from "../../model/words";
import { places } from "../finding";
import { hears, type NewFinding, type Rule } from "../rule";

/** What was printed into the buffer of stdio(3) is gone when _exit(2) or execve(2) does away with the memory: only exit(3) writes it. */
export const printedInVain: Rule = {
    id: "IPC029",
    title: "What was printed is lost in the buffer",
    severity: "error",
    about: "data",
    watch() {
        /** Their memory is their parent's, too, and stays. */
        const borrowers = new Set<ProcessId>();
        const found: NewFinding[] = [];
        return {
            ...hears(["processForked", "processExited", "programExecuted"], (event) => {
                if (event.kind === "processForked") {
                    if (event.sharesMemory) borrowers.add(event.child);
                    return;
                }
                const { unwritten } = event;
                const isKilled = event.kind === "processExited" && "signal" in event.exit;
                if (unwritten !== undefined && !isKilled && !borrowers.has(event.process)) found.push(findingOf(event, unwritten));
                borrowers.delete(event.process);
            }),
            findings: () => found,
        };
    },
};

function findingOf(event: ProcessExited | ProgramExecuted, { fd, source: printed }: Unwritten): NewFinding {
    const { process, source, seq } = event;
    const where = inPlace(source);
    const [stream, name] = fd === 1 ? ["its standard output", "stdout"] : [`its stream of descriptor ${fd}`, "…"];
    const how =
        event.kind === "processExited"
            ? `${process} ended${where} without writing that: exit and the return from main do so, _exit does not. fflush(${name}) belongs before it.`
            : `${callText(event, null)}${where} replaced its memory without writing that. fflush(${name}) belongs before it.`;
    return {
        certainty: "likely",
        message: `What ${process} printed${inPlace(printed)} was in the buffer of ${stream}, and ${how}`,
        process,
        fd,
        at: seq,
        locations: places(["cause", process, source], ["symptom", process, printed]),
    };
}
