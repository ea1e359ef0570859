/** Locks come by calls, and go by calls and with what owns them (fs/locks.c: locks_remove_posix, locks_remove_file). */
import type { Draft } from "../draft";
import type { DescriptionId, ObjectId, TableId } from "../identities";
import { locked, unlocked, type Lock } from "./lock";

export function putLock(draft: Draft, id: ObjectId, lock: Lock): void {
    change(draft, id, (locks) => locked(locks, lock));
}

export function removeLock(draft: Draft, id: ObjectId, lock: Pick<Lock, "family" | "owner" | "range">): void {
    change(draft, id, (locks) => unlocked(locks, lock));
}

/** Closing any descriptor of a file ends all record locks that the process has on it; the end of a description, those that it owns. */
export function removeLocksOf(draft: Draft, id: ObjectId, owner: TableId | DescriptionId): void {
    if (draft.now.objects.get(id)?.locks.some((lock) => lock.owner === owner) === true) {
        change(draft, id, (locks) => locks.filter((lock) => lock.owner !== owner));
    }
}

function change(draft: Draft, id: ObjectId, become: (locks: readonly Lock[]) => readonly Lock[]): void {
    const object = draft.object(id);
    if (object !== undefined) object.locks = [...become(object.locks)];
}
