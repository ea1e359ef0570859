/** Which processes the user is with: those that stand still for the debugger or, while all run, those that did last. */
import type { ProcessId } from "../../tracer/model/identities";
import type { State } from "../../tracer/model/state";

/** `before`: the state at the previous stop. */
export function foremost(state: State, before: State | null): ReadonlySet<ProcessId> {
    const stopped = stoppedIn(state);
    return stopped.size > 0 || before === null ? stopped : stoppedIn(before);
}

function stoppedIn(state: State): ReadonlySet<ProcessId> {
    return new Set([...state.processes.values()].flatMap((process) => (process.stop === null ? [] : [process.id])));
}
