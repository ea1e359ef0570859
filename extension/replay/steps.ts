/** Where a step leads: by event, and by line, forward and back. */
import type { Frame, Recording } from "./recording";

export type Step = "event" | "line" | "out";

/**
 * The event to which a step of a thread leads. By line: to its next call that is not made within the line where it stands. Where it has
 * no such event its last one; behind that, the next event of whomever. Back: to the beginning of the line, then to the line before, and
 * from a thread's first event to what made the thread. `seq`: where the cursor is.
 */
export function stepTo(recording: Recording, thread: number, seq: number, step: Step, direction: 1 | -1): number {
    const here = recording.lastOf(thread, seq);
    return direction === 1 ? forward(recording, thread, seq, here, step) : back(recording, here === 0 ? seq : here, step);
}

function forward(recording: Recording, thread: number, seq: number, here: number, step: Step): number {
    const frames = here === 0 ? [] : recording.ownFrames(here);
    let last = 0;
    for (let at = recording.firstOf(thread, seq); at > 0; at = recording.neighbour(at, 1)) {
        if (step === "event") return at;
        last = at;
        if (!recording.calls.isCall(at) || recording.calls.sameCall(here, at)) continue;
        if (leaves(frames, recording.ownFrames(at), step)) return at;
    }
    return last > 0 ? last : Math.min(seq + 1, recording.length);
}

function back(recording: Recording, here: number, step: Step): number {
    const before = recording.neighbour(here, -1);
    if (before === 0) return bornAt(recording, here);
    if (step === "event") return before;
    const begin = recording.beginOfCall(here);
    if (begin < here) return begin;
    const frames = recording.ownFrames(here);
    for (let at = recording.callBefore(here); at > 0; at = recording.callBefore(at)) {
        if (leaves(frames, recording.ownFrames(at), step)) return recording.beginOfCall(at);
    }
    return recording.firstOf(recording.trace.events.threadNumber(here), 0);
}

/** What made the thread whose first event this is; else the event before. */
function bornAt({ trace }: Recording, first: number): number {
    const cause = trace.links.causesOf(first).find(({ kind }) => kind === "fork" || kind === "thread");
    return Math.max(1, cause?.from ?? first - 1);
}

/** Whether a call is made somewhere else than within the line of `from`, or (`out`) than within the line that called its function. */
function leaves(from: readonly Frame[], to: readonly Frame[], step: Step): boolean {
    if (to.length === 0) return false;
    const stood = step === "out" ? from.slice(1) : from;
    if (stood.length === 0) return step !== "out";
    return to.length <= stood.length || !isWithin(to, stood);
}

/** Whether the line at which `stood` ends is on this stack, too. */
function isWithin(frames: readonly Frame[], stood: readonly Frame[]): boolean {
    const same = frames[frames.length - stood.length];
    const place = stood[0];
    return same?.function === place?.function && same?.line === place?.line && same?.file === place?.file;
}
