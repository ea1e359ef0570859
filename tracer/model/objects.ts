/** Kernel objects of any kind: how they appear, who keeps them, and when they go. */
import type { Draft } from "./draft";
import type { EventBase } from "./eventBase";
import type { DescriptionId, ObjectId } from "./identities";
import type { KernelObject, NewObject } from "./kindTypes";
import type { HeldDescription } from "./kinds/kind";
import { kindOf, kinds, type KindOfAny } from "./kinds/kinds";
import type { Mutable } from "./mutable";
import type { Process } from "./owners/process";
import { endUses } from "./owners/changeUses";

/** The offset of an open file description as /proc/PID/fdinfo gives it (proc_pid_fdinfo(5)). Null: unknown. */
export function offsetOf(description: { readonly offset: number | null }, object: KernelObject | undefined): number | null {
    return description.offset ?? (object !== undefined && kindOf(object).traits.position === "zero" ? 0 : null);
}

/** An object as it is when it is first seen; of a FIFO that was only a name, the inode is learned when it is opened. */
export function introduce(draft: Draft, object: NewObject, event: EventBase): void {
    const known = draft.now.objects.get(object.id);
    if (known === undefined) {
        draft.addObject(newObject(object, event));
        return;
    }
    if (known.inode !== null) return;
    const named = draft.object(object.id);
    if (named === undefined) return;
    named.device = object.device ?? null;
    named.inode = object.inode ?? null;
}

function newObject(object: NewObject, event: EventBase): KernelObject {
    const base = {
        id: object.id,
        name: object.name,
        otherNames: [],
        device: object.device ?? null,
        inode: object.inode ?? null,
        descriptions: 0,
        mapped: 0,
        contents: null,
        accessed: { read: null, written: null },
        locks: [],
        removed: false,
        since: event.seq,
        inherited: object.inherited === true,
        moved: new Map(),
    };
    return (kinds[object.kind] as unknown as KindOfAny).begins(base, object, event);
}

/** A description more of the object. */
export function holdObject(draft: Draft, id: ObjectId, description: HeldDescription): void {
    count(draft, id, description, 1);
}

/**
 * A description less, gone from the state already; the object goes with its last one, unless something else keeps it. The objects that
 * are gone: it may take others with it.
 */
export function releaseObject(draft: Draft, id: ObjectId, description: HeldDescription): readonly ObjectId[] {
    count(draft, id, description, -1);
    return settle(draft, id);
}

/** Those that watched a description are told that it is gone. */
export function forget(draft: Draft, watchers: readonly ObjectId[], description: DescriptionId): void {
    for (const id of watchers) {
        const watcher = draft.object(id);
        if (watcher !== undefined) kindOf(watcher).forgets?.(watcher, description);
    }
}

function count(draft: Draft, id: ObjectId, description: HeldDescription, change: 1 | -1): void {
    const object = draft.object(id);
    if (object === undefined) return;
    object.descriptions += change;
    kindOf(object).held?.(object, description, change, () => isBeingOpened(draft, id));
}

function isBeingOpened(draft: Draft, id: ObjectId): boolean {
    for (const { threads } of draft.now.processes.values()) {
        for (const { call } of threads.values()) if (call?.object === id && call.awaits.what === "opening") return true;
    }
    return false;
}

/** Mappings more or less of the object, or (0) one that became smaller, or other: the object goes with its last one, too. */
export function mapObject(draft: Draft, id: ObjectId, change: number, event: EventBase): void {
    const object = draft.object(id);
    if (object === undefined) return;
    object.mapped += change;
    kindOf(object).mapped?.(object, event);
    settle(draft, id);
}

/** An object that nothing keeps any more is gone, perhaps with others: those that are. */
export function settle(draft: Draft, id: ObjectId): readonly ObjectId[] {
    const object = draft.now.objects.get(id);
    if (object === undefined || object.descriptions > 0 || object.mapped > 0 || kindOf(object).stays?.(object) === true) return [];
    draft.remove("objects", id);
    endUses(draft, id);
    const gone = [id];
    const { ends } = kindOf(object);
    for (const other of ends?.whom(object) ?? []) {
        const concerned = draft.object(other);
        if (concerned?.kind !== object.kind) continue;
        ends?.becomes(concerned, object);
        gone.push(...settle(draft, other));
    }
    return gone;
}

/** A process ends, or executes another program: objects that it alone kept, without a descriptor, are gone. */
export function leaveObjects(draft: Draft, process: Mutable<Process>): void {
    process.uses.clear();
    for (const object of [...draft.now.objects.values()]) {
        if (kindOf(object).leaves === undefined) continue;
        const left = draft.object(object.id);
        if (left === undefined) continue;
        kindOf(left).leaves?.(left, process.id);
        settle(draft, left.id);
    }
}
