/** Which nodes must be in the picture for a cause to be. */
import type { ObjectId, ProcessId } from "../../tracer/model/identities";
import type { CauseStep } from "./scene";

/** The nodes of a cause, in the order in which it is told. */
export function nodesOfCause(steps: readonly CauseStep[]): readonly (ProcessId | ObjectId)[] {
    return [...new Set(steps.flatMap(({ process, objects, by }) => [process, ...objects, ...by]))];
}
