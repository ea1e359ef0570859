/** Advisory locks (flock(2), fcntl(2)): the inode has them, and a process or an open file description owns them. */
import type { DescriptionId, ProcessId, TableId } from "../identities";
import type { SourceLocation } from "../sourceLocation";

/**
 * `flock`: of the whole file, owned by an open file description. `record`: of a range, owned by a process, that is by its descriptor
 * table (F_SETLK). `openFile`: of a range, owned by an open file description (F_OFD_SETLK). `lease`: F_SETLEASE.
 */
export type LockFamily = "flock" | "record" | "openFile" | "lease";
export type LockMode = "read" | "write";

/** Bytes from the start of the file, both of them in it; `end` null: to its end, however long it becomes. */
export interface LockRange {
    readonly start: number;
    readonly end: number | null;
}

export interface Lock {
    readonly family: LockFamily;
    readonly mode: LockMode;
    readonly owner: TableId | DescriptionId;
    /** Null: unknown. */
    readonly range: LockRange | null;
    /** Who asked for it. */
    readonly process: ProcessId;
    readonly source: SourceLocation | null;
}

export const wholeFile: LockRange = { start: 0, end: null };

function lastOf({ end }: LockRange): number {
    return end ?? Infinity;
}

export function overlap(one: LockRange, other: LockRange): boolean {
    return one.start <= lastOf(other) && other.start <= lastOf(one);
}

/** What of a range is left without another. */
function without(range: LockRange, taken: LockRange): readonly LockRange[] {
    if (!overlap(range, taken)) return [range];
    const before = range.start < taken.start ? [{ start: range.start, end: taken.start - 1 }] : [];
    const after = taken.end !== null && taken.end < lastOf(range) ? [{ start: taken.end + 1, end: range.end }] : [];
    return [...before, ...after];
}

/** An owner's locks without a range; those whose range is unknown may be in it or not, and lose nothing but by the whole file. */
export function unlocked(locks: readonly Lock[], { family, owner, range }: Pick<Lock, "family" | "owner" | "range">): readonly Lock[] {
    return locks.flatMap((lock) => {
        if (lock.family !== family || lock.owner !== owner) return [lock];
        if (range === null) return [{ ...lock, range: null }];
        if (lock.range === null) return range.start === 0 && range.end === null ? [] : [lock];
        return without(lock.range, range).map((left) => ({ ...lock, range: left }));
    });
}

/** A lock takes the place of what its owner had there; neighbours of the same mode become one (posix_lock_inode in fs/locks.c). */
export function locked(locks: readonly Lock[], lock: Lock): readonly Lock[] {
    const same = (each: Lock): boolean => each.family === "flock" && each.owner === lock.owner && each.mode === lock.mode;
    if (lock.family === "flock" && locks.some(same)) return locks; // It stays that of who asked first (flock_lock_inode).
    const others = unlocked(locks, lock);
    const { range } = lock;
    if (range === null) return [...others, lock];
    const [touching, apart] = parted(others, (each) => isNeighbour(each, lock, range));
    const all = touching.flatMap((each) => each.range ?? []).concat(range);
    const start = Math.min(...all.map((each) => each.start));
    const end = Math.max(...all.map(lastOf));
    return [...apart, { ...lock, range: { start, end: Number.isFinite(end) ? end : null } }];
}

function isNeighbour(each: Lock, lock: Lock, range: LockRange): boolean {
    const isAlike = each.family === lock.family && each.owner === lock.owner && each.mode === lock.mode;
    return isAlike && each.range !== null && (lastOf(each.range) + 1 === range.start || lastOf(range) + 1 === each.range.start);
}

function parted<T>(all: readonly T[], belongs: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
    return [all.filter(belongs), all.filter((one) => !belongs(one))];
}

/** Locks of these families exclude each other; one owner's never do (flock_locks_conflict, posix_locks_conflict). */
export function conflict(one: Pick<Lock, "family" | "mode" | "owner" | "range">, other: Lock): boolean {
    if (one.family === "lease" || other.family === "lease" || isOfRanges(one.family) !== isOfRanges(other.family)) return false;
    if (one.family === other.family && one.owner === other.owner) return false;
    if (one.mode === "read" && other.mode === "read") return false;
    return one.range === null || other.range === null || overlap(one.range, other.range);
}

/** "a write lock on bytes 0 to 9", "an exclusive lock". */
export function lockText({ family, mode, range }: Pick<Lock, "family" | "mode" | "range">): string {
    if (family === "flock") return mode === "write" ? "an exclusive lock" : "a shared lock";
    if (family === "lease") return `a ${mode} lease`;
    return `a ${mode} lock on ${rangeText(range)}`;
}

/** Of ranges "of the file", of the whole "on the file". */
export function lockedText(family: LockFamily, name: string): string {
    return `${isOfRanges(family) ? "of" : "on"} ${name}`;
}

function isOfRanges(family: LockFamily): boolean {
    return family === "record" || family === "openFile";
}

export function rangeText(range: LockRange | null): string {
    if (range === null) return "an unknown range";
    if (range.end === null) return range.start === 0 ? "the whole file" : `all from byte ${range.start}`;
    return range.start === range.end ? `byte ${range.start}` : `bytes ${range.start} to ${range.end}`;
}
