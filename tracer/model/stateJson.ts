/** A state in the shape of `ipcscope state --json` (docs/json.md). */
import type { ExitStatus, State } from "./state";

export interface StateJson {
    readonly at: number;
    readonly processes: readonly unknown[];
    readonly descriptions: readonly unknown[];
    readonly objects: readonly unknown[];
}

export function stateJson(state: State): StateJson {
    const exit: ExitStatus | null = null;
    void exit;
    return { at: state.at, processes: [], descriptions: [], objects: [] };
}
