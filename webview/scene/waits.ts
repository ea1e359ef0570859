/** Which process waits for which: in wait(2), for children that have not ended. */
import type { Process } from "../../tracer/model/owners/process";
import type { State } from "../../tracer/model/state";
import { waitsOf } from "../card/processFacts";
import type { WaitEdge } from "./scene";

/** Of a wait for any child: more than these are said in words only. */
const mostChildren = 3;

export function waitsBetween(state: State, shown: readonly Process[]): readonly WaitEdge[] {
    return shown.flatMap((process) => {
        const awaited = new Set(waitsOf(process).flatMap((wait) => childrenFor(state, process, wait)));
        return [...awaited].map((id) => ({ waiter: process.id, awaited: id }));
    });
}

function childrenFor(state: State, process: Process, { awaits }: ReturnType<typeof waitsOf>[number]): readonly string[] {
    if (awaits.what !== "child" || awaits.group) return [];
    if (awaits.pid !== null) return awaits.child !== null && awaits.stranger !== true && lives(state, awaits.child) ? [awaits.child] : [];
    const living = [...state.processes.values()].filter(({ parent, exit }) => parent === process.id && exit === null);
    return living.length > mostChildren ? [] : living.map(({ id }) => id);
}

function lives(state: State, id: string): boolean {
    return state.processes.get(id)?.exit === null;
}
