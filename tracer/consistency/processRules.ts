/** The life of processes (fork(2), wait(2), _exit(2)). */
import type { EventRule, StateRule } from "./rule";

const bornOnce: EventRule = (event, before) =>
    event.kind === "processForked" && before.processes.has(event.child) ? [`${event.child} was there already`] : [];

/** Who is reaped was a zombie, and a child of who reaped it. */
const reapedByItsParent: EventRule = (event, before) => {
    if (event.kind !== "processReaped") return [];
    const child = before.processes.get(event.child);
    if (child === undefined) return [`${event.child} is not known`];
    const faults: string[] = [];
    if (child.state !== "zombie") faults.push(`${event.child} is ${child.state}, no zombie`);
    if (child.parent !== event.process) faults.push(`${event.child} is a child of ${child.parent ?? "nobody"}, not of ${event.process}`);
    return faults;
};

/** At the end of a recording that was not cut short, all have ended. */
const allEnded: EventRule = (event, before) =>
    event.kind === "traceEnded" && event.cause === "ended"
        ? [...before.processes.values()].filter(({ exit }) => exit === null).map(({ id }) => `${id} has not ended`)
        : [];

/** The dead have no threads, the living have some. */
const threadsOfTheLiving: StateRule = (state) =>
    [...state.processes.values()].flatMap(({ id, exit, threads }) =>
        (exit === null) === threads.size > 0 ? [] : [`${id} has ${threads.size} threads and ${exit === null ? "lives" : "has ended"}`],
    );

export const processRules: readonly EventRule[] = [bornOnce, reapedByItsParent, allEnded];
export const processStateRules: readonly StateRule[] = [threadsOfTheLiving];
