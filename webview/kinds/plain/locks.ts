/** What a card of one line says of advisory locks (flock(2), fcntl(2)): who has which, and who waits. */
import type { KernelObject } from "../../../tracer/model/kindTypes";
import { lookAt } from "../../../tracer/model/lookAt";
import type { Lock, LockRange } from "../../../tracer/model/owners/lock";
import { holdersOfLock, lockLines, lockWaits } from "../../../tracer/model/owners/locksText";
import type { State } from "../../../tracer/model/state";
import type { Mark } from "../../card/card";

export interface LocksShown {
    /** "locks: p1 write 0–39; p1 write 60–99; p2 exclusive"; null: nobody has one. */
    readonly held: string | null;
    /** "p3 waits for write 0–9"; null: nobody waits. */
    readonly waits: string | null;
    /** All of it in words, a line for each lock and each that waits. */
    readonly lines: readonly string[];
}

/** Null: there is nothing to say. */
export function locksOf(object: KernelObject, state: State): LocksShown | null {
    const look = lookAt(state);
    const lines = lockLines(object, look);
    if (lines.length === 0) return null;
    const held = object.locks.map((lock) => `${holdersOfLock(lock, look).join(", ") || "nobody"} ${shortText(lock)}`);
    const waits = lockWaits(object, look).map(
        ({ process, wanted }) => `${process} waits${wanted === null ? "" : ` for ${shortText(wanted)}`}`,
    );
    return { held: held.length === 0 ? null : `locks: ${held.join("; ")}`, waits: waits.length === 0 ? null : waits.join("; "), lines };
}

function shortText({ family, mode, range }: Pick<Lock, "family" | "mode" | "range">): string {
    if (family === "flock") return mode === "write" ? "exclusive" : "shared";
    return family === "lease" ? `${mode} lease` : `${mode} ${shortRange(range)}`;
}

/** "0–9", "7", "7–" to the end of the file. */
function shortRange(range: LockRange | null): string {
    if (range === null) return "?";
    return range.start === range.end ? String(range.start) : `${range.start}–${range.end ?? ""}`;
}

export function markOfLocks(now: LocksShown | null, then: LocksShown | null): Mark {
    if (now?.held === then?.held) return now?.waits === then?.waits || now?.waits === null ? null : "waited for";
    if (now?.held === null || now === null) return "unlocked";
    return then === null || then.held === null ? "locked" : "locks changed";
}
