/** Which process waits for which, where nothing that is drawn lies between them: in wait(2) for a child's end, for a lock of another. */
import type { Process } from "../../tracer/model/owners/process";
import type { State } from "../../tracer/model/state";
import { whoCouldEnd } from "../../tracer/model/whoCouldEnd";
import { waitsOf } from "../card/processFacts";
import type { WaitEdge } from "./scene";

/** Of a wait for any child: more than these are said in words only. */
const mostAwaited = 3;

export function waitsBetween(state: State, shown: readonly Process[]): readonly WaitEdge[] {
    return shown.flatMap((process) => {
        const awaited = new Set(waitsOf(process).flatMap((wait) => processesFor(state, process, wait)));
        return [...awaited].map((id) => ({ waiter: process.id, awaited: id }));
    });
}

function processesFor(state: State, process: Process, wait: ReturnType<typeof waitsOf>[number]): readonly string[] {
    const { what } = wait.awaits;
    if (what !== "child" && what !== "newChild" && what !== "lock") return [];
    const awaited = new Set(whoCouldEnd(state, process, wait).known.map((ender) => ender.process));
    return awaited.size > mostAwaited ? [] : [...awaited].filter((id) => id !== process.id);
}
