/**
 * Ends of channels that came to a process by fork and that it has never used.
 *
 * Such an end is idle when another process has used that end, or made it and still has it: most are copies that a program
 * has merely not closed. It is held in vain
 * when what is known says that it serves nobody, and somebody waits because of it:
 *
 * - its holder itself waits, with its only thread, for what only this end could bring: a reader of an empty pipe for a
 *   writer, a writer to a full one for a reader;
 * - or another process waits there, whoever has used that end has closed it, and those who still have it never did. A
 *   standard descriptor counts as meant to be used, however late.
 *
 * An end that a process made or opened itself is never one of these: a signal handler may be about to use it.
 */
import type { ObjectId, ProcessId } from "../../tracer/model/identities";
import type { KernelObject } from "../../tracer/model/kindTypes";
import { endsOf, type End } from "../../tracer/model/openFlags";
import type { Descriptor, DescriptorTable, Provenance } from "../../tracer/model/owners/descriptorTable";
import type { Process } from "../../tracer/model/owners/process";
import { provenanceOf } from "../../tracer/model/owners/provenance";
import type { State } from "../../tracer/model/state";
import { threadTables, waitsOf } from "../card/processFacts";
import { sourceLink } from "../card/sourceLink";
import { portKey } from "./portKey";
import type { HeldEnd } from "./scene";

/** A descriptor for one end of an object. */
interface Holding {
    readonly process: Process;
    readonly key: string;
    readonly fd: number;
    readonly object: KernelObject;
    readonly end: End;
    readonly onlyEnd: boolean;
    /** How its process came by it, if by the copy that a fork made of its table. */
    readonly fork: Provenance | null;
    readonly used: boolean;
}

interface Waiting {
    readonly process: Process;
    readonly end: End;
}

export function idleAndHeld(
    state: State,
    shown: readonly Process[],
): { readonly idle: ReadonlySet<string>; readonly held: readonly HeldEnd[] } {
    const idle = new Set<string>();
    const held: HeldEnd[] = [];
    const waiting = waitingAt(state);
    const drawn = new Set(shown);
    for (const holdings of holdingsByObject(state).values()) {
        for (const holding of holdings) {
            if (!isUnused(holding) || !drawn.has(holding.process)) continue;
            const waits = waiting.get(holding.object.id) ?? [];
            const harmed = whomItHarms(state, holding, holdings, waits);
            if (harmed !== null) held.push(heldEnd(holding, harmed));
            else if (isIdle(holding, holdings)) idle.add(holding.key);
        }
    }
    return { idle, held };
}

function heldEnd({ process, key, fd, object, end, fork }: Holding, harmed: Process): HeldEnd {
    const link = sourceLink(fork?.source);
    return {
        process: process.id,
        key,
        fd,
        object: object.id,
        end,
        since: `kept since fork${link === null ? "" : `, ${link.text}`}`,
        harm: harmOf(process, object, end, harmed),
        link,
    };
}

/** What is certain as long as it is held: pipe(7). */
function harmOf(holder: Process, object: KernelObject, end: End, harmed: Process): string {
    const what = end === "write" ? `will not see the end of ${object.id}` : `waits for room in ${object.id}, and does not fail with EPIPE`;
    return `as long as ${holder.id} has it, ${harmed.id} ${what}`;
}

function isUnused({ fork, used }: Holding): boolean {
    return fork !== null && !used;
}

/** A descriptor for both ends is not idle while one of them is used. */
function isIdle({ process, fd, object, end, onlyEnd }: Holding, holdings: readonly Holding[]): boolean {
    if (waitsOf(process).some((wait) => wait.object === object.id && wait.fd === fd)) return false;
    if (!(keepsAccount(object) || isConnected(object)) || (!onlyEnd && object.moved.has(process.id))) return false;
    return holdings.some((other) => other.end === end && other.process !== process && (other.used || other.fork === null));
}

/** null: nobody waits because of it, or it may yet serve. */
function whomItHarms(state: State, holding: Holding, holdings: readonly Holding[], waits: readonly Waiting[]): Process | null {
    const { process, object, end, onlyEnd, fd } = holding;
    if (!onlyEnd || !keepsAccount(object) || isOnItsWay(state, object.id, end)) return null;
    if (end === "write" ? object.bytes !== 0 : object.bytes === null || object.bytes === 0) return null;
    const harmed = waits.filter((wait) => wait.end !== end);
    if (process.threads.size === 1 && harmed.some((wait) => wait.process === process)) return process;
    const others = holdings.filter((other) => other.end === end);
    const neverUsed = others.every((other) => isUnused(other) && other.fd > 2);
    const wasUsed = [...object.moved.values()].some((ends) => ends.includes(end));
    return fd > 2 && neverUsed && wasUsed ? (harmed[0]?.process ?? null) : null;
}

/** What is in it is counted, so that it is known whether somebody who waits there must go on waiting. */
function keepsAccount(object: KernelObject): object is KernelObject & { readonly bytes: number | null } {
    return "bytes" in object;
}

/** It has another end, and who sends or receives through it is known; not who accepts connections at one that has none. */
function isConnected(object: KernelObject): boolean {
    return "peer" in object && object.peer !== null;
}

/** A message that nobody has received yet carries it (unix(7), SCM_RIGHTS). */
function isOnItsWay(state: State, object: ObjectId, end: End): boolean {
    return [...state.descriptions.values()].some(
        (each) => each.object === object && each.inFlight.length > 0 && endsOf(each).includes(end),
    );
}

/** By the end at which they wait. */
function waitingAt(state: State): ReadonlyMap<ObjectId, readonly Waiting[]> {
    const waiting = new Map<ObjectId, Waiting[]>();
    for (const process of state.processes.values()) {
        for (const { object, awaits } of waitsOf(process)) {
            if (object === null || (awaits.what !== "input" && awaits.what !== "room")) continue;
            const known = waiting.get(object) ?? [];
            waiting.set(object, [...known, { process, end: awaits.what === "input" ? "read" : "write" }]);
        }
    }
    return waiting;
}

/** Descriptors of tables that several processes share belong to none of them alone: whoever uses them, uses them for all. */
function holdingsByObject(state: State): ReadonlyMap<ObjectId, readonly Holding[]> {
    const holdings = new Map<ObjectId, Holding[]>();
    for (const process of state.processes.values()) {
        if (process.exit !== null) continue;
        for (const [index, { table, tids }] of threadTables(state, process).entries()) {
            for (const descriptor of table.descriptors.values()) {
                for (const holding of holdingsOf(state, process, table, index === 0, descriptor, table.users > tids.length)) {
                    const known = holdings.get(holding.object.id);
                    if (known === undefined) holdings.set(holding.object.id, [holding]);
                    else known.push(holding);
                }
            }
        }
    }
    return holdings;
}

function holdingsOf(
    state: State,
    process: Process,
    table: DescriptorTable,
    isFirst: boolean,
    descriptor: Descriptor,
    isShared: boolean,
): readonly Holding[] {
    const description = state.descriptions.get(descriptor.description);
    const object = description === undefined ? undefined : state.objects.get(description.object);
    if (description === undefined || object === undefined) return [];
    const ends = endsOf(description);
    const copied = !isShared && table.copied !== null && descriptor.since < table.copied.at;
    const base = {
        process,
        key: portKey(process.id, descriptor.fd, isFirst ? null : table.id),
        fd: descriptor.fd,
        object,
        onlyEnd: ends.length === 1,
        fork: copied ? provenanceOf(table, descriptor) : null,
    };
    return ends.map((end) => ({ ...base, end, used: isShared || hasUsed(object, process.id, end) }));
}

function hasUsed(object: KernelObject, process: ProcessId, end: End): boolean {
    return object.moved.get(process)?.includes(end) === true;
}
