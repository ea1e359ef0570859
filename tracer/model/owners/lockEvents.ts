/** Advisory locks and leases: granted, given back. */
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId, TableId } from "../identities";
import { callText, said } from "../words";
import { putLock, removeLock } from "./changeLocks";
import { lockText, lockedText, rangeText, type LockFamily, type LockMode, type LockRange } from "./lock";
import type { OwnerEvents } from "./ownerEvent";

interface OfLock extends EventBase {
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    readonly family: LockFamily;
    /** Of a record lock the descriptor table, which stands for the process; else the open file description. */
    readonly owner: TableId | DescriptionId;
    /** Null: unknown. */
    readonly range: LockRange | null;
}

export interface LockSet extends OfLock {
    readonly kind: "lockSet";
    readonly mode: LockMode;
}

export interface LockReleased extends OfLock {
    readonly kind: "lockReleased";
    /** A conversion failed: the old lock is gone, and the new one was not to be had. */
    readonly cause?: "conversion";
}

export type LockEvent = LockSet | LockReleased;

const owners: Readonly<Record<LockFamily, string | null>> = {
    flock: "The open file description owns it: whoever shares that has it too.",
    record: "The process owns it: a child does not inherit it, and closing any descriptor of the file ends it.",
    openFile: "The open file description owns it: whoever shares that has it too.",
    lease: "Who opens the file in a way that conflicts makes the kernel send a signal to its holder.",
};

export const lockEvents: OwnerEvents<LockEvent> = {
    lockSet: {
        becomes(draft, { object, family, mode, owner, range, process, source }) {
            putLock(draft, object, { family, mode, owner, range, process, source: source ?? null });
        },
        says: (event, _state, look) =>
            said(
                `${callText(event, event.fd)} gave ${event.process} ${lockText(event)} ${lockedText(event.family, look.name(event.object))}.`,
                owners[event.family],
            ),
    },
    lockReleased: {
        becomes(draft, { object, family, owner, range }) {
            removeLock(draft, object, { family, owner, range });
        },
        says(event, _state, look) {
            const { family, range, cause } = event;
            const what = family === "flock" ? "the lock" : family === "lease" ? "the lease" : `the lock on ${rangeText(range)}`;
            const where = lockedText(family, look.name(event.object));
            return said(
                `${callText(event, event.fd)} gave back ${what} ${where}.`,
                cause === undefined ? null : "A conversion gives up the old lock first; the new one was not to be had.",
            );
        },
    },
};
