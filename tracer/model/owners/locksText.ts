/** What `state` and the cards show of the locks on an object: who has them, and who waits for one. */
import type { WantedLock } from "../awaits";
import type { ProcessId } from "../identities";
import type { ObjectBase } from "../kernelObject";
import type { Look } from "../look";
import { list, placeText } from "../words";
import { lockText, type Lock, type LockFamily, type LockMode } from "./lock";

export interface LockJson {
    readonly kind: "flock" | "record" | "description" | "lease";
    readonly mode: LockMode;
    /** Bytes from the start of the file, both of them in it; `from` null: the range is not known; else `to` null: to the end. */
    readonly from: number | null;
    readonly to: number | null;
    /** Who asked for it. */
    readonly process: ProcessId;
}

const kindWords: Readonly<Record<LockFamily, LockJson["kind"]>> = {
    flock: "flock",
    record: "record",
    openFile: "description",
    lease: "lease",
};

export function lockJson({ family, mode, range, process }: Lock): LockJson {
    return { kind: kindWords[family], mode, from: range?.start ?? null, to: range?.end ?? null, process };
}

/** A lock that a description owns is had by whoever has a descriptor of that (flock(2)). Empty: nobody that is traced. */
export function holdersOfLock({ family, owner, process }: Lock, look: Look): readonly ProcessId[] {
    return family === "record" ? [process] : [...new Set(look.referrers(owner).map((each) => each.process))];
}

export interface LockWait {
    readonly process: ProcessId;
    /** Null: not known. */
    readonly wanted: WantedLock | null;
}

export function lockWaits({ id }: ObjectBase, look: Look): readonly LockWait[] {
    return look.waiting(id).flatMap(({ process, awaits }) => (awaits.what === "lock" ? [{ process, wanted: awaits.lock }] : []));
}

/** "p1 and p2 have an exclusive lock (a.c:3)", "p3 waits for a write lock on bytes 0 to 9". */
export function lockLines(object: ObjectBase, look: Look): readonly string[] {
    const held = object.locks.map((lock) => {
        const holders = holdersOfLock(lock, look);
        const who = holders.length === 0 ? "nobody’s descriptor" : list(holders);
        const place = lock.source === null ? "" : ` (${placeText(lock.source)})`;
        return `${who} ${holders.length > 1 ? "have" : "has"} ${lockText(lock)}${place}`;
    });
    const waits = lockWaits(object, look).map(
        ({ process, wanted }) => `${process} waits for ${wanted === null ? "a lock" : lockText(wanted)}`,
    );
    return [...held, ...waits];
}
