/**
 * System V shared memory segments (sysvipc(7)): how they are made, found, changed and marked for deletion (shmget(2),
 * shmctl(2)). Where they are attached is known to the address spaces (owners/space.ts).
 */
import type { EventBase } from "../eventBase";
import type { ObjectId, ProcessId } from "../identities";
import type { NewObjectBase, ObjectBase } from "../kernelObject";
import type { SourceLocation } from "../sourceLocation";
import { count, nameOf, said } from "../words";
import type { Kind } from "./kind";
import { keyText, toldKey, type KeySource } from "./systemVKey";
import { hexLines, previewOf } from "./preview";

/** The process that last attached or detached it, also by fork, exec and exit (shm_lpid); null: nobody, or unknown. */
export interface LastAttacher {
    readonly pid: number;
    readonly process: ProcessId;
}

export interface SharedMemory extends ObjectBase {
    readonly kind: "sharedMemory";
    /** As shmget(2) got it, though it leads nowhere any more once the segment is marked for deletion. 0 is IPC_PRIVATE; null: unknown. */
    readonly key: number | null;
    /** Null: it is IPC_PRIVATE, or not known. */
    readonly keySource: KeySource | null;
    /** shmid, the kernel's number. */
    readonly number: number;
    /** shm_segsz, as shmget(2) got it; null: unknown. */
    readonly size: number | null;
    /** Permissions, the lowest nine bits of shm_perm.mode; null: unknown. */
    readonly mode: number | null;
    /** SHM_LOCK: it stays in memory; null: unknown. */
    readonly locked: boolean | null;
    readonly creatorPid: number | null;
    /** False: a call that failed half-way may have cut an attachment in pieces, each of which the kernel counts. */
    readonly counted: boolean;
    readonly lastAttacher: LastAttacher | null;
    readonly createdBy: ProcessId | null;
    readonly createdAt: SourceLocation | null;
}

export interface SharedMemoryFacts {
    readonly key: number | null;
    readonly keySource?: KeySource;
    readonly number: number;
    readonly size: number | null;
    readonly mode?: number;
    /** Of one that was there before the trace: the kernel's bookkeeping said so when the trace began. */
    readonly creatorPid?: number;
}

type NewSharedMemory = NewObjectBase & SharedMemoryFacts & { readonly kind: "sharedMemory" };

/** shmget(2) made it. */
export interface SharedMemoryCreated extends EventBase {
    readonly kind: "sharedMemoryCreated";
    readonly object: ObjectId;
    readonly newObject: NewSharedMemory;
}

/** shmget(2) gave the number of one that was there. */
export interface SharedMemoryOpened extends EventBase {
    readonly kind: "sharedMemoryOpened";
    readonly object: ObjectId;
    readonly newObject?: NewSharedMemory;
    readonly key: number;
    readonly keySource?: KeySource;
}

/** shmctl(2), IPC_SET, SHM_LOCK or SHM_UNLOCK. */
export interface SharedMemoryChanged extends EventBase {
    readonly kind: "sharedMemoryChanged";
    readonly object: ObjectId;
    readonly newObject?: NewSharedMemory;
    readonly mode?: number;
    readonly locked?: boolean;
}

/** shmctl(2), IPC_RMID: marked for deletion, and gone at once if nobody has it attached. */
export interface SharedMemoryRemoved extends EventBase {
    readonly kind: "sharedMemoryRemoved";
    readonly object: ObjectId;
    readonly newObject?: NewSharedMemory;
    /** Attachments that keep it, of traced processes. */
    readonly attached: number;
}

export type SharedMemoryEvent = SharedMemoryCreated | SharedMemoryOpened | SharedMemoryChanged | SharedMemoryRemoved;

/** "0600" */
export function modeText(mode: number): string {
    return `0${mode.toString(8).padStart(3, "0")}`;
}

export function segmentKeyText({ key }: SharedMemory): string {
    return key === null ? "key unknown" : keyText(key);
}

function changeText({ mode, locked }: SharedMemoryChanged): string {
    if (mode !== undefined) return `now has the permissions ${modeText(mode)}`;
    return locked === true ? "stays in memory: it is not swapped out" : "may be swapped out again";
}

export const sharedMemory: Kind<SharedMemory, SharedMemoryFacts, SharedMemoryEvent> = {
    word: "shared memory segment",
    traits: { named: false, position: "none", identity: "number", connects: true, buffers: false },
    begins: (base, facts, event) => ({
        ...base,
        kind: "sharedMemory",
        key: facts.key,
        keySource: facts.keySource ?? null,
        number: facts.number,
        size: facts.size,
        mode: facts.mode ?? null,
        locked: base.inherited ? null : false,
        creatorPid: facts.creatorPid ?? (base.inherited ? null : event.pid),
        counted: true,
        lastAttacher: null,
        createdBy: base.inherited ? null : event.process,
        createdAt: base.inherited ? null : (event.source ?? null),
    }),
    stays: (object) => !object.removed,
    mapped(object, event) {
        const { pid, process } = event;
        const isCertain = !("protection" in event && event.protection === null);
        object.counted = object.mapped === 0 || (object.counted && isCertain);
        object.lastAttacher = isCertain ? { pid, process } : null;
    },
    events: {
        sharedMemoryCreated: {
            uses: "made",
            says: (event) =>
                said(
                    `${nameOf(event, "shmget")} made ${event.object}: ${count(event.newObject.size ?? 0, "byte")}, number ${event.newObject.number}, ${toldKey(event.newObject.key ?? 0, event.newObject.keySource)}.`,
                    "Nobody can use its bytes before shmat has attached it, and it stays until somebody removes it.",
                ),
        },
        sharedMemoryOpened: {
            uses: "opened",
            becomes(object, { key, keySource }) {
                object.key = key;
                object.keySource ??= keySource ?? null;
            },
            says: (event) => said(`${nameOf(event, "shmget")} found ${event.object} by its ${toldKey(event.key, event.keySource)}.`),
        },
        sharedMemoryChanged: {
            becomes(object, { mode, locked }) {
                if (mode !== undefined) object.mode = mode;
                if (locked !== undefined) object.locked = locked;
            },
            says: (event) => said(`${event.object} ${changeText(event)}.`),
        },
        sharedMemoryRemoved: {
            becomes(object) {
                object.removed = true;
            },
            says: (event) =>
                event.attached === 0
                    ? said(`${nameOf(event, "shmctl")} removed ${event.object}.`, "Nobody had it attached: it is gone at once.")
                    : said(
                          `${nameOf(event, "shmctl")} marked ${event.object} for deletion.`,
                          `Its key leads to it no more. It goes with the last of its ${count(event.attached, "attachment")}.`,
                      ),
        },
    },
    json: (segment) => {
        const { key, keySource, number, size, mapped, counted, removed, mode, createdBy, lastAttacher } = segment;
        return {
            key,
            ...(keySource !== null && { keySource }),
            number,
            size,
            attached: counted ? mapped : null,
            removed,
            preview: previewOf(segment),
            permissions: mode === null ? null : modeText(mode),
            createdBy,
            lastAttacher: lastAttacher?.process ?? null,
        };
    },
    lines: (segment) => [
        `${segment.id}  number ${segment.number}, ${segment.key === null ? "key unknown" : toldKey(segment.key, segment.keySource)}  (${segment.size === null ? "size unknown" : count(segment.size, "byte")}, ` +
            `${count(segment.mapped, "attachment")}${segment.removed ? ", marked for deletion" : ""})`,
        ...hexLines(segment),
    ],
};
