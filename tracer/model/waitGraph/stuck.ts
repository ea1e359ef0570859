/** Threads that wait for each other, or for nobody: none of them can go on unless something outside of the recording moves. */
import type { Wait } from "../awaits";
import type { Process } from "../owners/process";
import type { State } from "../state";
import type { Certainty } from "./certainty";
import { endersOf, type Ender } from "./enders";

/** A thread that cannot go on. */
export interface Stuck {
    readonly process: Process;
    readonly wait: Wait;
    readonly enders: readonly Ender[];
    readonly certainty: Certainty;
}

/**
 * The largest set of waiting threads of which each could only be helped by processes that are in the set with all their
 * threads. Empty while it is not known of all who could help.
 */
export function stuckThreads(state: State): readonly Stuck[] {
    let stuck = [...state.processes.values()].flatMap((process) => waitsWithin(state, process));
    for (;;) {
        const moving = whoMoves(state, stuck);
        const rest = stuck.filter(({ enders }) => !enders.some(({ process }) => moving.has(process)));
        if (rest.length === stuck.length) return rest;
        stuck = rest;
    }
}

function waitsWithin(state: State, process: Process): readonly Stuck[] {
    if (process.exit !== null || process.suspended !== null) return [];
    return [...process.threads.values()].flatMap(({ call: wait }) => {
        if (wait === null) return [];
        const all = endersOf(state, process, wait);
        return all === null ? [] : [{ process, wait, ...all }];
    });
}

/** Processes that have a thread which is not stuck. */
function whoMoves(state: State, stuck: readonly Stuck[]): ReadonlySet<string> {
    const counts = new Map<string, number>();
    for (const { process } of stuck) counts.set(process.id, (counts.get(process.id) ?? 0) + 1);
    const moving = [...state.processes.values()].filter(({ id, exit, threads }) => exit === null && (counts.get(id) ?? 0) < threads.size);
    return new Set(moving.map(({ id }) => id));
}
