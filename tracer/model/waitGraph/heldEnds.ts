/**
 * Ends of channels that came to a process by fork and that it has never used.
 *
 * Such an end is idle when another process has used that end, or made it and still has it: most are copies that a program
 * has merely not closed. It is held in vain
 * when what is known says that it serves nobody, and somebody waits because of it:
 *
 * - its holder itself waits, with its only thread, for what only this end could bring: a reader of an empty pipe for a
 *   writer, a writer to a full one for a reader;
 * - or another process waits there, and all who have the end have forgotten it (`isForgotten`).
 *
 * An end that a process made or opened itself is never one of these: a signal handler may be about to use it.
 */
import type { ObjectId } from "../identities";
import type { KernelObject } from "../kindTypes";
import { lookAt } from "../lookAt";
import type { End } from "../openFlags";
import type { Process } from "../owners/process";
import type { State } from "../state";
import { holdingsByObject, type Holding } from "./holdings";

export interface HeldInVain extends Holding {
    /** Who waits because of it. */
    readonly harmed: Process;
}

export interface UnusedEnds {
    readonly idle: readonly Holding[];
    readonly held: readonly HeldInVain[];
}

export function unusedEnds(state: State): UnusedEnds {
    const idle: Holding[] = [];
    const held: HeldInVain[] = [];
    const waiting = waitingAt(state);
    for (const holdings of holdingsByObject(state).values()) {
        for (const holding of holdings) {
            if (!isUnused(holding)) continue;
            const harmed = whomItHarms(state, holding, holdings, waiting.get(holding.object.id) ?? []);
            if (harmed !== null) held.push({ ...holding, harmed });
            else if (isIdle(holding, holdings)) idle.push(holding);
        }
    }
    return { idle, held };
}

/**
 * A copy that nobody will use: whoever has used that end has closed it, and this process never did. A standard descriptor counts
 * as meant to be used, however late. To be asked of all who have the end.
 */
export function isForgotten(holding: Holding): boolean {
    return isUnusedBeyondStandard(holding) && wasUsed(holding);
}

/** Its process has executed a program since, which does not know of the descriptor. */
export function isUnknownToProgram(holding: Holding): boolean {
    return isUnusedBeyondStandard(holding) && holding.process.executed > 0;
}

/** What is in it is counted, so that it is known whether somebody who waits there must go on waiting. */
export function keepsAccount(object: KernelObject): object is KernelObject & { readonly bytes: number | null } {
    return "bytes" in object;
}

function isUnusedBeyondStandard(holding: Holding): boolean {
    return isUnused(holding) && holding.fd > 2;
}

function wasUsed({ object, end }: Holding): boolean {
    return [...object.moved.values()].some((ends) => ends.includes(end));
}

function isUnused({ fork, used }: Holding): boolean {
    return fork !== null && !used;
}

/** A descriptor for both ends is not idle while one of them is used. */
function isIdle({ process, fd, object, end, onlyEnd }: Holding, holdings: readonly Holding[]): boolean {
    if ([...process.threads.values()].some(({ call }) => call?.object === object.id && call.fd === fd)) return false;
    if (!(keepsAccount(object) || isConnected(object)) || (!onlyEnd && object.moved.has(process.id))) return false;
    return holdings.some((other) => other.end === end && other.process !== process && (other.used || other.fork === null));
}

/** null: nobody waits because of it, or it may yet serve. */
function whomItHarms(state: State, holding: Holding, holdings: readonly Holding[], waits: readonly Waiting[]): Process | null {
    const { process, object, end, onlyEnd } = holding;
    if (!onlyEnd || !keepsAccount(object) || lookAt(state).isInFlight(object.id, end)) return null;
    if (end === "write" ? object.bytes !== 0 : object.bytes === null || object.bytes === 0) return null;
    const harmed = waits.filter((wait) => wait.end !== end);
    if (process.threads.size === 1 && harmed.some((wait) => wait.process === process)) return process;
    const all = holdings.filter((other) => other.end === end);
    return all.every(isForgotten) ? (harmed[0]?.process ?? null) : null;
}

/** It has another end, and who sends or receives through it is known; not who accepts connections at one that has none. */
function isConnected(object: KernelObject): boolean {
    return "peer" in object && object.peer !== null;
}

interface Waiting {
    readonly process: Process;
    /** At which it waits. */
    readonly end: End;
}

function waitingAt(state: State): ReadonlyMap<ObjectId, readonly Waiting[]> {
    const waiting = new Map<ObjectId, Waiting[]>();
    for (const process of state.processes.values()) {
        for (const { call } of process.threads.values()) {
            if (call === null || call.object === null || (call.awaits.what !== "input" && call.awaits.what !== "room")) continue;
            const known = waiting.get(call.object) ?? [];
            waiting.set(call.object, [...known, { process, end: call.awaits.what === "input" ? "read" : "write" }]);
        }
    }
    return waiting;
}
