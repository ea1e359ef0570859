/** Who could end a wait, where nothing but processes of the recording can. */
import type { Wait } from "../awaits";
import { nobody, type Ender as KnownEnder } from "../ender";
import type { ObjectId, ProcessId } from "../identities";
import type { Holder } from "../look";
import { lookAt } from "../lookAt";
import { awaitsSignals } from "../outsideSignals";
import type { Certainty } from "./certainty";
import { caughtSignals } from "../owners/caughtSignals";
import { tablesOf } from "../owners/lookups";
import type { Process } from "../owners/process";
import { isCopy, provenanceOf } from "../owners/provenance";
import type { State } from "../state";
import { childrenOf, whatIsAwaited, whoCouldEnd } from "../whoCouldEnd";

/** Through which descriptor a process could do it; null: without one. */
export interface Ender {
    readonly process: ProcessId;
    readonly through: Holder | null;
}

export interface AllEnders {
    readonly enders: readonly Ender[];
    /** Likely: a stranger could only do it by guessing a number, or a handler through an end that others have used. */
    readonly certainty: Certainty;
}

/** Null: others could, or time, or it is not known who. */
export function endersOf(state: State, waiter: Process, wait: Wait): AllEnders | null {
    if (wait.timed === true || hasTimer(waiter)) return null;
    if (whatIsAwaited(state, wait).some((object) => isOpenToOthers(state, object))) return null;
    const { known, others } = whoCouldEnd(state, waiter, wait);
    const mayHelpItself = caughtSignals(waiter).size > 0 && known.some((ender) => isOfItsOwn(state, waiter, ender));
    if (mayHelpItself && awaitsSignals(waiter) && !isUsedByOthers(state, waiter, wait)) return null;
    const isPrivate = others !== null && isOfThisRecording(state, wait);
    if (others !== nobody && !isPrivate) return null;
    const interrupting = caughtSignals(waiter).has("SIGCHLD") ? childrenOf(state, waiter) : [];
    const enders = [...known.map((ender) => enderOf(state, ender)), ...interrupting.map(({ id }) => ({ process: id, through: null }))];
    return { enders, certainty: others === nobody && !mayHelpItself ? "proven" : "likely" };
}

/**
 * A queue or set that one of the recorded processes has made without a key (IPC_PRIVATE), or what lies in a file whose name is gone:
 * nobody else learns of it.
 */
function isOfThisRecording(state: State, { object: id }: Wait): boolean {
    const object = id === null ? undefined : state.objects.get(id);
    if (object?.kind === "futex") {
        const memory = object.place.memory === null ? undefined : state.objects.get(object.place.memory);
        const look = lookAt(state);
        return (
            memory?.kind === "file" &&
            memory.removed &&
            !memory.inherited &&
            !look.mappers(memory.id).some((process) => look.awaitsSignals(process))
        );
    }
    return (object?.kind === "messageQueue" || object?.kind === "semaphoreSet") && object.key === 0 && !object.inherited;
}

/** Somebody outside of the recording may have it or its other end, or waits for it only so long. */
function isOpenToOthers(state: State, id: ObjectId): boolean {
    const object = state.objects.get(id);
    if (object === undefined || object.inherited) return true;
    if (object.kind !== "socket") return false;
    if (object.options.has("SO_RCVTIMEO") || object.options.has("SO_SNDTIMEO")) return true;
    return object.peer === null || state.objects.get(object.peer)?.inherited !== false;
}

/** What it has made or opened itself, its handler may be meant to use: so a signal reaches a program's main loop (the self-pipe trick). */
function isOfItsOwn(state: State, waiter: Process, { process, fd }: KnownEnder): boolean {
    if (process !== waiter.id || fd === null) return false;
    return tablesOf(state, waiter).some((table) => {
        const descriptor = table.descriptors.get(fd);
        return descriptor !== undefined && !isCopy(table, descriptor);
    });
}

/** It is no pipe of the waiter to itself. */
function isUsedByOthers({ objects }: State, { id }: Process, { object: awaited }: Wait): boolean {
    const moved = awaited === null ? undefined : objects.get(awaited)?.moved;
    return [...(moved?.keys() ?? [])].some((process) => process !== id);
}

function enderOf(state: State, { process, fd }: KnownEnder): Ender {
    const of = state.processes.get(process);
    for (const table of of === undefined || fd === null ? [] : tablesOf(state, of)) {
        const descriptor = fd === null ? undefined : table.descriptors.get(fd);
        if (descriptor !== undefined) return { process, through: { process, fd: descriptor.fd, got: provenanceOf(table, descriptor) } };
    }
    return { process, through: null };
}

/** It may expire, and its handler do anything. */
function hasTimer({ signals }: Process): boolean {
    return [...signals.timers.values()].some(({ value }) => value > 0);
}
