/** Processes that stand still: for a stop signal, for the debugger, or frozen with one that does. */
import type * as events from "../events/event";
import { withCurrentState } from "./processState";
import { withProcess } from "./stateParts";
import type { State } from "./state";

export function processSuspended(state: State, event: events.ProcessSuspended): State {
    const process = state.processes.get(event.process);
    return process === undefined ? state : withProcess(state, withCurrentState({ ...process, suspended: event.signal }));
}

export function processContinued(state: State, event: events.ProcessContinued): State {
    const process = state.processes.get(event.process);
    return process === undefined ? state : withProcess(state, withCurrentState({ ...process, suspended: null }));
}

export function processStopped(state: State, event: events.ProcessStopped): State {
    const process = state.processes.get(event.process);
    if (process === undefined) return state;
    const stop = { reason: event.reason, signal: event.signal ?? null, source: event.source ?? null, tid: event.tid };
    const stopped = withProcess(state, withCurrentState({ ...process, stop, frozen: false }));
    return event.othersFrozen ? withAllFrozen(stopped, event.process, true) : stopped;
}

export function processResumed(state: State, event: events.ProcessResumed): State {
    const process = state.processes.get(event.process);
    if (process === undefined) return state;
    const resumed = withProcess(state, withCurrentState({ ...process, stop: null, frozen: false }));
    const anotherStands = [...resumed.processes.values()].some((each) => each.stop !== null);
    return anotherStands ? resumed : withAllFrozen(resumed, event.process, false);
}

function withAllFrozen(state: State, except: string, frozen: boolean): State {
    let result = state;
    for (const process of state.processes.values()) {
        if (process.id !== except && process.exit === null && process.stop === null && process.frozen !== frozen) {
            result = withProcess(result, withCurrentState({ ...process, frozen }));
        }
    }
    return result;
}
