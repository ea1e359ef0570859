/** How much of a write that waits a pipe has room for. */
import type { Wait } from "../../awaits";
import type { Slot } from "../../slot";
import { addSlots, fillRing } from "./ring";
import type { PipeOrFifo } from "./state";

export interface Room {
    /** Bytes of the write that are not in the pipe yet. */
    readonly left: number;
    /** So many of them have room. */
    readonly taken: number;
    /** What would stand in the pipe then. */
    readonly slots: readonly Slot[];
}

/** Null: what the pipe holds is not known. */
export function roomFor(pipe: PipeOrFifo, { awaits, tid }: Wait): Room | null {
    if (awaits.what !== "room") return null;
    const write = pipe.inFlight.find((each) => each.tid === tid);
    const left = write === undefined ? awaits.length : write.offered - write.taken;
    if (left === 0) return { left, taken: 0, slots: pipe.slots };
    if (pipe.bytes === null || pipe.capacity === null) return null;
    const slots = [...pipe.slots];
    const given = write?.slots ?? null;
    const taken =
        given === null ? fillRing(slots, pipe.capacity, left, { first: true, packet: false }) : addSlots(slots, pipe.capacity, given);
    return { left, taken, slots };
}

/** It has no room for all of the write, or that is not known. */
export function isFullFor(pipe: PipeOrFifo, wait: Wait): boolean {
    const room = roomFor(pipe, wait);
    return room === null || room.taken < room.left;
}
