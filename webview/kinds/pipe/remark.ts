/** What else there is to say of a pipe: one short line under the tube. */
import type { ProcessId } from "../../../tracer/model/identities";
import type { PipeOrFifo } from "../../../tracer/model/kinds/pipe/state";
import { counted } from "../../card/numberText";

export function pipeRemark(pipe: PipeOrFifo, opening: readonly ProcessId[]): string | null {
    const waiting = pipe.inFlight.filter((write) => write.offered > write.taken);
    const [first] = waiting;
    if (first !== undefined && waiting.length === 1) {
        return `${first.process} waits to write ${counted(first.offered - first.taken, "byte")} more`;
    }
    if (waiting.length > 1) {
        return `${named(
            waiting.map((write) => write.process),
            "writers",
        )} wait to write more`;
    }
    if (opening.length > 0) return `${named(opening, "processes")} ${opening.length === 1 ? "waits" : "wait"} to open it`;
    // Two writes were under way at once: the model must not pretend to know which came first.
    const unordered = pipe.segments.some((segment, index) => segment.concurrent && pipe.segments[index + 1]?.concurrent === true);
    return unordered ? "which came first shows when they are read" : null;
}

function named(processes: readonly ProcessId[], many: string): string {
    return processes.length > 3 ? `${processes.length} ${many}` : processes.join(", ");
}
