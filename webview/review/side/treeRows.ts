/** The processes of a trace as a tree: each below the one that made it, in the order of their births. Pure. */
import type { Summary } from "../../protocol/questions";

type Process = Summary["processes"][number];

export interface TreeRow {
    readonly process: Process;
    /** 0: nobody in the trace has made it. */
    readonly depth: number;
}

export function treeRows(processes: readonly Process[]): readonly TreeRow[] {
    const known = new Set(processes.map(({ id }) => id));
    const childrenOf = new Map<string | null, Process[]>();
    for (const process of processes) {
        const parent = process.parent !== null && known.has(process.parent) ? process.parent : null;
        childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), process]);
    }
    const rows: TreeRow[] = [];
    const left: TreeRow[] = (childrenOf.get(null) ?? []).map((process) => ({ process, depth: 0 })).reverse();
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
        rows.push(next);
        const { process, depth } = next;
        for (const child of (childrenOf.get(process.id) ?? []).toReversed()) left.push({ process: child, depth: depth + 1 });
    }
    return rows;
}
