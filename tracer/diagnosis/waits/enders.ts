/** Who could end a wait, where nothing but processes of the recording can. */
import type { Wait } from "../../model/awaits";
import { nobody, type Ender as KnownEnder } from "../../model/ender";
import type { ObjectId, ProcessId } from "../../model/identities";
import type { Holder } from "../../model/look";
import type { Certainty } from "../finding";
import { tablesOf } from "../../model/owners/lookups";
import type { Process } from "../../model/owners/process";
import { provenanceOf } from "../../model/owners/provenance";
import type { State } from "../../model/state";
import { childrenOf, whatIsAwaited, whoCouldEnd } from "../../model/whoCouldEnd";

/** Through which descriptor a process could do it; null: without one. */
export interface Ender {
    readonly process: ProcessId;
    readonly through: Holder | null;
}

export interface AllEnders {
    readonly enders: readonly Ender[];
    /** Likely: a stranger could only do it by guessing a number. */
    readonly certainty: Certainty;
}

/** Null: others could, or time, or it is not known who. */
export function endersOf(state: State, waiter: Process, wait: Wait): AllEnders | null {
    if (wait.timed === true || hasTimer(waiter)) return null;
    if (whatIsAwaited(state, wait).some((object) => isOpenToOthers(state, object))) return null;
    const { known, others } = whoCouldEnd(state, waiter, wait);
    const isPrivate = others !== null && isOfThisRecording(state, wait);
    if (others !== nobody && !isPrivate) return null;
    const interrupting = handlesChildren(waiter) ? childrenOf(state, waiter) : [];
    const enders = [...known.map((ender) => enderOf(state, ender)), ...interrupting.map(({ id }) => ({ process: id, through: null }))];
    return { enders, certainty: others === nobody ? "proven" : "likely" };
}

/** A queue or set that one of the recorded processes has made without a key: nobody else learns of it (IPC_PRIVATE). */
function isOfThisRecording(state: State, { object: id }: Wait): boolean {
    const object = id === null ? undefined : state.objects.get(id);
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

function handlesChildren({ signals }: Process): boolean {
    const action = signals.actions.get("SIGCHLD") ?? null;
    return action !== null && typeof action === "object";
}
