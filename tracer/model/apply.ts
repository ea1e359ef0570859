/** What an event does to the state. */
import { movedWait } from "./awaitedObjects";
import type { Draft } from "./draft";
import type { Event } from "./event";
import type { EventBase } from "./eventBase";
import { objectHappening, ownerHappening, reactionOf } from "./happenings";
import type { ObjectId, ProcessId } from "./identities";
import type { NewObject } from "./kindTypes";
import { isOfRuntime } from "./folding/runtimeWork";
import { introduce, settle } from "./objects";
import { describe, watch } from "./owners/changeDescription";
import { putDescriptor } from "./owners/changeTable";
import { tableIdOf } from "./owners/descriptorEvents";
import { rememberInspector } from "./owners/inspector";
import { changeCall } from "./owners/process";
import { madeBy } from "./owners/provenance";
import { addUse } from "./owners/changeUses";

/** What an event may say of objects. */
interface Concerned extends EventBase {
    readonly object?: ObjectId | null;
    readonly newObject?: NewObject;
    readonly newPeer?: NewObject;
}

/** The draft goes on by one event. */
export function advance(draft: Draft, event: Event): void {
    draft.moveOn(event.seq, event.time);
    const owner = ownerHappening(event.kind);
    owner?.becomes?.(draft, event);
    const { newObject, newPeer, object }: Concerned = event;
    if (owner === undefined && newObject !== undefined) introduce(draft, newObject, event);
    if (newPeer !== undefined) introduce(draft, newPeer, event);
    if (object !== undefined && object !== null) change(draft, event, object);
    if (event.call !== undefined) rememberCall(draft, event, event.call);
    rememberInspector(draft, event);
}

function change(draft: Draft, event: Event, id: ObjectId): void {
    const object = draft.now.objects.get(id);
    if (object === undefined) return;
    const reaction = reactionOf(object, event.kind);
    if (reaction !== undefined) {
        const owned = reaction.becomes === undefined ? undefined : draft.object(id);
        if (owned !== undefined) reaction.becomes?.(owned, event);
        for (const other of reaction.reaches?.whom(event, object) ?? []) {
            const reached = draft.object(other);
            if (reached?.kind === object.kind) reaction.reaches?.becomes(reached, event);
        }
        return;
    }
    const happening = objectHappening(object, event.kind);
    if (happening === undefined) return;
    for (const opened of happening.opens?.(event) ?? []) {
        const table = tableIdOf(draft, event);
        const { fd, closeOnExec, description, access, statusFlags } = opened;
        describe(draft, { id: description, object: opened.of ?? id, access, statusFlags, offset: null }, event.seq);
        if (table !== undefined) putDescriptor(draft, table, { fd, closeOnExec, description, since: event.seq, got: madeBy(event) });
    }
    if (happening.watches !== undefined) watch(draft, happening.watches(event), id);
    const { uses } = happening;
    for (const how of typeof uses === "function" ? uses(event) : uses === undefined ? [] : [uses]) {
        addUse(draft, event.process, id, how, event.source ?? null);
    }
    for (const other of happening.reaches?.whom(event) ?? []) {
        const reached = draft.object(other);
        if (reached?.kind === object.kind) happening.reaches?.becomes(reached, event);
    }
    const { moves } = happening;
    for (const { process, tid } of moves?.whom(event) ?? []) moveWait(draft, process, tid, id, moves?.to(event) ?? id);
    const owned = happening.becomes === undefined ? undefined : draft.object(id);
    if (owned === undefined) return;
    happening.becomes?.(owned, event);
    settle(draft, id);
}

function rememberCall(draft: Draft, event: Event, call: string): void {
    if (isOfRuntime(event, draft.now)) return;
    const process = draft.process(event.process);
    if (process !== undefined) {
        const { seq, called, source = null } = event;
        process.last = called === undefined ? { seq, call, source } : { seq, call, called, source };
    }
}

function moveWait(draft: Draft, id: ProcessId, tid: number, from: ObjectId, to: ObjectId): void {
    const process = draft.process(id);
    const call = process?.threads.get(tid)?.call ?? null;
    if (process !== undefined && call !== null) changeCall(process, tid, movedWait(call, from, to));
}
