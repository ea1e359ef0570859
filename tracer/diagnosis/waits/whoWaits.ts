import { isIdleThread } from "../../model/waitGraph/eventLoops";
import type { State } from "../../model/state";
import { waitText } from "./waitText";

/** For each thread that lives and waits, in the order of their processes, what it waits for; without those that a runtime keeps for later. */
export function whoWaits(state: State): readonly string[] {
    return [...state.processes.values()]
        .filter(({ exit }) => exit === null)
        .flatMap((process) =>
            [...process.threads.values()].flatMap(({ call }) =>
                call === null || isIdleThread(process, call) ? [] : [waitText(state, { process, wait: call })],
            ),
        );
}
