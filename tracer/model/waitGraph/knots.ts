/** Groups of processes that keep each other from going on, and who waits for such a group in vain. */
import type { ProcessId } from "../identities";
import type { Holder } from "../look";
import type { State } from "../state";
import type { Certainty } from "./certainty";
import { stuckThreads, type Stuck } from "./stuck";

/**
 * Every way out of the group leads back into it. Of one process alone: it could only help itself (through a descriptor of its
 * own), or nobody can.
 */
export interface Knot {
    /** Those who wait for each other, each for the next as far as that is so. */
    readonly members: readonly Stuck[];
    /** Others that cannot go on because of them. */
    readonly victims: readonly Stuck[];
}

/** Those with the earliest wait first. */
export function knotsOf(state: State): readonly Knot[] {
    const stuck = stuckThreads(state);
    const reach = new Map(stuck.map((one) => [one, reachable(one, stuck)] as const));
    const knots: Knot[] = [];
    const tied = new Set<Stuck>();
    for (const one of stuck) {
        if (tied.has(one)) continue;
        const from = reach.get(one) ?? new Set();
        const isSink = [...from].every((other) => other === one || reach.get(other)?.has(one) === true);
        if (!isSink) continue;
        const group = new Set([one, ...from]);
        for (const each of group) tied.add(each);
        const victims = stuck.filter((other) => !group.has(other) && reach.get(other)?.has(one) === true);
        knots.push({ members: inOrder([...group]), victims });
    }
    return knots;
}

/** Of what is said of all of them. */
export function certaintyOf(waiting: readonly Stuck[]): Certainty {
    return waiting.every(({ certainty }) => certainty === "proven") ? "proven" : "likely";
}

/** Descriptors through which somebody could help it. */
export function throughWhich({ enders }: Stuck): readonly Holder[] {
    return enders.flatMap(({ through }) => (through === null ? [] : [through]));
}

function helpersOf({ process, enders }: Stuck, stuck: readonly Stuck[]): readonly Stuck[] {
    const ids = new Set<ProcessId>(enders.map((ender) => ender.process));
    const others = stuck.filter((other) => other.process !== process && ids.has(other.process.id));
    return ids.has(process.id) ? [...others, ...stuck.filter((other) => other.process === process)] : others;
}

function reachable(start: Stuck, stuck: readonly Stuck[]): ReadonlySet<Stuck> {
    const found = new Set<Stuck>();
    const next = [start];
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
        for (const helper of helpersOf(one, stuck)) {
            if (found.has(helper)) continue;
            found.add(helper);
            next.push(helper);
        }
    }
    return found;
}

/** From the process that was first, from each to one that could help it. */
function inOrder(group: readonly Stuck[]): readonly Stuck[] {
    const ordered: Stuck[] = [];
    let next = group.toSorted((one, other) => one.process.bornAt - other.process.bornAt)[0];
    while (next !== undefined && !ordered.includes(next)) {
        ordered.push(next);
        next = helpersOf(next, group).find((helper) => !ordered.includes(helper));
    }
    return [...ordered, ...group.filter((one) => !ordered.includes(one))];
}
