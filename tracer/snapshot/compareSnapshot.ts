/** Compares the model's state with the kernel's own account of the same moment. */
import type { Process } from "../model/owners/process";
import type { State } from "../model/state";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import type { Matched } from "./compareDescriptors";
import { compareJob } from "./compareJobs";
import { compareContents } from "./compareContents";
import { compareLocks, kernelLocks } from "./compareLocks";
import { compareMappings, type InodesOfMemory } from "./compareMappings";
import { compareParent, compareProcess, modelLife } from "./compareProcesses";
import { compareSharing } from "./compareSharing";
import { kernelLife } from "./kernelLife";
import { compareTables } from "./compareTables";
import { judgeOf } from "./judges";
import { Tally } from "./tally";

export interface SnapshotComparison {
    readonly comparisons: number;
    /** Facts that the model does not claim to know, which were not compared. */
    readonly unknown: number;
    /** One line each. */
    readonly differences: readonly string[];
}

/** `epoch`: of the trace's start, in seconds since the epoch; null: unknown. */
export function compareSnapshot(snapshot: KernelSnapshot, state: State, epoch: number | null = null): SnapshotComparison {
    const tally = new Tally(`event ${state.at}`);
    const processes = processesByNumber(state);
    const kernelProcesses = new Map(snapshot.processes.map((process) => [process.pid, process]));
    const matched: Matched[] = [];
    const inodes: InodesOfMemory = new Map();
    for (const pid of new Set([...processes.keys(), ...kernelProcesses.keys()])) {
        const process = processes.get(pid);
        const kernel = kernelProcesses.get(pid);
        const place = tally.at(`${process?.id ?? "a process"} (pid ${pid})`);
        const life = modelLife(process);
        if (kernel === undefined && life === "gone") continue;
        if (!place.compare("it", life, kernelLife(kernel)) || process === undefined || kernel === undefined) continue;
        compareProcess(state, process, kernel, snapshot, place);
        compareParent(state, process, place);
        if (life !== "alive" || kernelLife(kernel) !== "alive") continue;
        compareJob(state, process, snapshot, place);
        compareMappings(state, process, snapshot, inodes, place);
        compareContents(state, process, snapshot, place);
        matched.push(...compareTables(state, snapshot, process, kernel, place));
    }
    compareSharing(matched);
    const held = byObject(matched);
    const heldOf = (id: string): readonly Matched[] => held.get(id) ?? [];
    const locks = kernelLocks(snapshot);
    for (const object of state.objects.values()) {
        compareLocks(object, state, locks, tally.at(object.id));
        judgeOf(object.kind).compare?.({ object, held: heldOf(object.id), heldOf, snapshot, state, epoch, place: tally.at(object.id) });
    }
    return { comparisons: tally.comparisons, unknown: tally.unknown, differences: tally.differences };
}

function byObject(matched: readonly Matched[]): ReadonlyMap<string, readonly Matched[]> {
    const objects = new Map<string, Matched[]>();
    for (const one of matched) {
        const held = objects.get(one.object.id);
        if (held === undefined) objects.set(one.object.id, [one]);
        else held.push(one);
    }
    return objects;
}

/** By the kernel's number, which several processes may have had, but only the last of them can have now. */
function processesByNumber(state: State): ReadonlyMap<number, Process> {
    return new Map([...state.processes.values()].map((process) => [process.pid, process]));
}
