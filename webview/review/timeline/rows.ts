/** The timeline's rows: a lane each, or, where there are many, one for processes that are alike. */
import type { Lane } from "../../protocol/questions";

export interface TimelineRow {
    /** Of its lane; of a fold of its first lane, with "…" behind it. */
    readonly id: string;
    /** "p4 … p9" */
    readonly name: string;
    /** "6 worker" */
    readonly program: string;
    readonly members: readonly Lane[];
    /** Whether it opens into several rows, or is one of those. */
    readonly fold: "closed" | "open" | null;
    /** A thread, or one of an open fold. */
    readonly indented: boolean;
}

/** From so many rows on alike processes and threads are folded. */
const many = 12;
const alikeAtLeast = 3;

/** `turned`: the folds that the user has opened, or closed where they were open by themselves. */
export function timelineRows(lanes: readonly Lane[], turned: ReadonlySet<string>): readonly TimelineRow[] {
    const isMany = lanes.length > many;
    return alikeRuns(lanes, isMany).flatMap((run) => rowsOf(run, isMany, turned));
}

/** The row in which a lane's events are drawn. */
export function rowOfLane(rows: readonly TimelineRow[], lane: string): number {
    return rows.findIndex(({ members, fold }) => (fold === "open" ? members[0]?.id === lane : members.some(({ id }) => id === lane)));
}

function rowsOf(run: readonly Lane[], isMany: boolean, turned: ReadonlySet<string>): readonly TimelineRow[] {
    const [first] = run;
    if (first === undefined) return [];
    if (run.length === 1) return [single(first, first.tid !== null)];
    const id = `${first.id}…`;
    const open = turned.has(id) === isMany;
    const isThreads = run.some(({ tid }) => tid !== null);
    const head: TimelineRow = {
        id,
        name: isThreads ? first.process : `${first.id} … ${run.at(-1)?.id ?? ""}`,
        program: isThreads ? `${first.program} · ${run.length} threads` : `${run.length} ${first.program}`,
        members: run,
        fold: open ? "open" : "closed",
        indented: false,
    };
    if (!open) return [head];
    return isThreads
        ? [{ ...single(first, false), id, fold: "open" }, ...run.slice(1).map((lane) => single(lane, true))]
        : [{ ...head, members: [] }, ...run.map((lane) => single(lane, true))];
}

function single(lane: Lane, indented: boolean): TimelineRow {
    const isThread = lane.tid !== null;
    return {
        id: lane.id,
        name: isThread ? `thread ${lane.tid}` : lane.process,
        program: isThread ? "" : lane.program,
        members: [lane],
        fold: null,
        indented,
    };
}

/** A process with its threads; and where there are many, alike processes without other threads, one after the other. */
function alikeRuns(lanes: readonly Lane[], isMany: boolean): readonly (readonly Lane[])[] {
    const byProcess = new Map<string, Lane[]>();
    for (const lane of lanes) byProcess.set(lane.process, [...(byProcess.get(lane.process) ?? []), lane]);
    const runs: Lane[][] = [];
    for (const own of byProcess.values()) {
        const last = runs.at(-1);
        if (isMany && own.length === 1 && last !== undefined && isAlike(last, own[0])) last.push(...own);
        else runs.push([...own]);
    }
    return runs.flatMap((run) => (isThreads(run) || run.length >= alikeAtLeast ? [run] : run.map((lane) => [lane])));
}

function isThreads(run: readonly Lane[]): boolean {
    return run.some(({ tid }) => tid !== null);
}

function isAlike(run: readonly Lane[], lane: Lane | undefined): boolean {
    const [first] = run;
    return !isThreads(run) && first !== undefined && lane !== undefined && first.parent === lane.parent && first.program === lane.program;
}
