/**
 * Why a process does not go on: what it waits for, and who could end that; and, while that is one process which waits
 * itself, why that one does not go on. Pure.
 */
import { callText, firstOf } from "../../tracer/model/words";
import { awaitedText } from "../../tracer/model/awaited";
import type { Wait } from "../../tracer/model/awaits";
import type { ProcessId } from "../../tracer/model/identities";
import { firstWait, type Process } from "../../tracer/model/owners/process";
import type { State } from "../../tracer/model/state";
import { kindOf } from "../../tracer/model/kinds/kinds";
import { visibleText } from "../card/visibleText";
import type { CauseStep, Edge } from "./scene";

/** Longer chains than this nobody follows with the eyes. */
const mostSteps = 4;

/** Empty when the process does not wait. `edges`: of the scene. */
export function causeOf(state: State, edges: readonly Edge[], process: ProcessId): readonly CauseStep[] {
    const steps: CauseStep[] = [];
    const seen = new Set<ProcessId>();
    for (let next: ProcessId | undefined = process; next !== undefined && !seen.has(next) && steps.length < mostSteps;) {
        const waiter = state.processes.get(next);
        const wait = waiter === undefined ? null : firstWait(waiter);
        if (waiter === undefined || wait === null) break;
        seen.add(next);
        const by = whoCouldEnd(state, edges, waiter, wait);
        const reason = awaitedText(state, wait);
        const where = wait.object === null ? "" : ` at ${wait.object}`;
        const text = visibleText(`waits in ${callText(wait, wait.fd)}${where}: ${reason}`);
        steps.push({ process: next, object: wait.object, by, text });
        next = by.length === 1 ? by[0] : undefined;
    }
    return steps;
}

/** What a sentence about the first process leaves out: null when it names everything. */
export function untold(steps: readonly CauseStep[], sentence: string): string | null {
    const words = new Set(sentence.split(/[^\w]+/));
    const [first, ...others] = steps;
    if (first === undefined) return null;
    const parts: string[] = [];
    if (first.object !== null && !words.has(first.object)) parts.push(`It waits for ${first.object}.`);
    const among = first.by.filter((id) => id !== first.process);
    if (among.length > 0 && !among.some((id) => words.has(id))) parts.push(`${firstOf(first.by, "or")} could end that.`);
    if (among.length === 0 && first.by.length > 0 && !words.has("own")) parts.push(`Only ${first.process} itself could end that.`);
    for (const { process, text } of others) parts.push(`${process} ${text}.`);
    return parts.length === 0 ? null : parts.join(" ");
}

function whoCouldEnd(state: State, edges: readonly Edge[], waiter: Process, { awaits, object }: Wait): readonly ProcessId[] {
    if (awaits.what === "child") {
        if (awaits.stranger === true || awaits.group) return [];
        if (awaits.child !== null) return lives(state.processes.get(awaits.child)) ? [awaits.child] : [];
        return awaits.pid === null ? childrenOf(state, waiter) : [];
    }
    if (object === null) return [];
    const wanted = awaits.what === "input" || awaits.what === "message" ? "write" : awaits.what === "room" ? "read" : null;
    if (wanted === null) return [];
    const waited = state.objects.get(object);
    const through = waited === undefined ? object : (kindOf(waited).otherEnd?.(waited) ?? object);
    const holders = edges.filter((edge) => edge.object === through && (edge.flow === wanted || edge.flow === "both") && !edge.waiting);
    return [...new Set(holders.map((edge) => edge.process))];
}

function childrenOf(state: State, waiter: Process): readonly ProcessId[] {
    return [...state.processes.values()].filter((process) => process.parent === waiter.id && lives(process)).map(({ id }) => id);
}

function lives(process: Process | undefined): boolean {
    return process?.exit === null;
}
