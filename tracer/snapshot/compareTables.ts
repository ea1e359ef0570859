/** Compares the descriptor tables of a process: which of its threads share one (kcmp(2), KCMP_FILES), and what is in each. */
import { tableOf } from "../model/owners/lookups";
import type { Process } from "../model/owners/process";
import type { State } from "../model/state";
import type { KernelProcess, KernelSnapshot } from "../trace/kernelSnapshot";
import { compareDescriptors, type Matched } from "./compareDescriptors";
import type { TallyPlace } from "./tally";

export function compareTables(
    state: State,
    snapshot: KernelSnapshot,
    process: Process,
    kernel: KernelProcess,
    place: TallyPlace,
): readonly Matched[] {
    const compared = new Map<number, string>();
    const matched: Matched[] = [];
    for (const { tid, table: kernelClass } of kernel.threads) {
        const ours = process.threads.has(tid) ? tableOf(state, process.id, tid) : undefined;
        const theirs = snapshot.tables.find((table) => table.class === kernelClass);
        // A thread that is just ending has given its table up.
        if (kernelClass === null || theirs === undefined || ours === undefined) continue;
        const seen = compared.get(kernelClass);
        if (seen !== undefined) {
            place.compare(`table of thread ${tid}`, ours.id, seen);
            continue;
        }
        const inOrder = [...compared.values()].includes(ours.id) ? "shared" : "its own";
        if (compared.size > 0) place.compare(`table of thread ${tid}`, inOrder, "its own");
        compared.set(kernelClass, ours.id);
        const where = compared.size === 1 ? place : place.at(`thread ${tid}`);
        matched.push(...compareDescriptors(state, ours, theirs, where));
    }
    return matched;
}
