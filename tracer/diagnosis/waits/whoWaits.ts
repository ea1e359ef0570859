import type { State } from "../../model/state";
import { waitText } from "./waitText";

/** For each thread that lives and waits, in the order of their processes, what it waits for. */
export function whoWaits(state: State): readonly string[] {
    return [...state.processes.values()]
        .filter(({ exit }) => exit === null)
        .flatMap((process) =>
            [...process.threads.values()].flatMap(({ call }) => (call === null ? [] : [waitText(state, { process, wait: call })])),
        );
}
