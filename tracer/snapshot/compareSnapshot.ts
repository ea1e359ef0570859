/** Compares the model's state with the kernel's own account of the same moment. */
import type { Process, State } from "../model/state";
import { tableOfProcess, type KernelSnapshot, type KernelTable } from "../trace/kernelSnapshot";
import { compareDescriptors, type Matched } from "./compareDescriptors";
import { compareParent, compareProcess, kernelLife, modelLife } from "./compareProcesses";
import { compareSharing } from "./compareSharing";
import { judges } from "./judges";
import { Tally } from "./tally";

export interface SnapshotComparison {
    readonly comparisons: number;
    /** Facts that the model does not claim to know, which were not compared. */
    readonly unknown: number;
    /** One line each. */
    readonly differences: readonly string[];
}

export function compareSnapshot(snapshot: KernelSnapshot, state: State): SnapshotComparison {
    const tally = new Tally(`event ${state.at}`);
    const processes = processesByNumber(state);
    const kernelProcesses = new Map(snapshot.processes.map((process) => [process.pid, process]));
    const matched: Matched[] = [];
    for (const pid of new Set([...processes.keys(), ...kernelProcesses.keys()])) {
        const process = processes.get(pid);
        const kernel = kernelProcesses.get(pid);
        const place = tally.at(`${process?.id ?? "a process"} (pid ${pid})`);
        const life = modelLife(process);
        if (kernel === undefined && life === "gone") continue;
        if (!place.compare("it", life, kernelLife(kernel)) || process === undefined || kernel === undefined) continue;
        compareProcess(process, kernel, place);
        compareParent(state, process, place);
        if (life !== "alive" || kernelLife(kernel) !== "alive") continue;
        matched.push(...compareDescriptors(state, process, tableOfProcess(snapshot, kernel) ?? emptyTable, place));
    }
    compareSharing(matched);
    for (const held of byObject(matched)) {
        const [{ object }] = held;
        judges[object.kind].compare?.({ object, held, snapshot, state, place: tally.at(object.id) });
    }
    return { comparisons: tally.comparisons, unknown: tally.unknown, differences: tally.differences };
}

/** Of a process that is about to end. */
const emptyTable: KernelTable = { class: 0, fds: [] };

function byObject(matched: readonly Matched[]): Iterable<readonly [Matched, ...Matched[]]> {
    const objects = new Map<string, [Matched, ...Matched[]]>();
    for (const one of matched) {
        const held = objects.get(one.object.id);
        if (held === undefined) objects.set(one.object.id, [one]);
        else held.push(one);
    }
    return objects.values();
}

/** By the kernel's number, which several processes may have had, but only the last of them can have now. */
function processesByNumber(state: State): ReadonlyMap<number, Process> {
    return new Map([...state.processes.values()].map((process) => [process.pid, process]));
}
