/** How the processes ended that have no card any more, in few lines however many they are. */
import type { Process } from "../../tracer/model/owners/process";
import type { State } from "../../tracer/model/state";
import { visibleText } from "../card/visibleText";
import { stateOf } from "./processCard";
import type { Ending } from "./scene";

const named = 20;

/** The rarest way to end comes first: it is the one that somebody looks for. */
export function endingsOf(state: State, shown: ReadonlySet<Process>): readonly Ending[] {
    const groups = new Map<string, Process[]>();
    for (const process of state.processes.values()) {
        if (process.exit === null || shown.has(process)) continue;
        const { stateText } = stateOf(process);
        const group = groups.get(stateText);
        if (group === undefined) groups.set(stateText, [process]);
        else group.push(process);
    }
    return [...groups]
        .map(([text, processes]) => ({ text, count: processes.length, latest: processes.slice(-named).reverse().map(nameOf) }))
        .sort((one, other) => one.count - other.count);
}

function nameOf(process: Process): string {
    return `${process.id} · ${process.pid} ${visibleText(process.command)}`;
}
