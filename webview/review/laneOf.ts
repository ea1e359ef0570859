import type { Overview } from "../protocol/questions";

/** A thread has a lane of its own where the overview says so. */
export function laneOf(overview: Overview | null, { process, tid }: { readonly process: string; readonly tid: number }): string {
    const own = overview?.lanes.find((lane) => lane.process === process && lane.tid === tid);
    return own?.id ?? process;
}
