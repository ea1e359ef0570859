/** Compares the model with the kernel's account at every snapshot of a trace. */
import { compareSnapshot } from "../snapshot/compareSnapshot";
import { interpretTrace } from "./interpretTrace";

export interface TraceComparison {
    readonly snapshots: number;
    readonly comparisons: number;
    /** Facts that the model does not claim to know. */
    readonly unknown: number;
    /** One line each. */
    readonly differences: readonly string[];
}

export async function compareTrace(path: string): Promise<TraceComparison> {
    const sum = { snapshots: 0, comparisons: 0, unknown: 0 };
    const differences: string[] = [];
    let epoch = NaN;
    for await (const { record, look } of interpretTrace(path)) {
        if (record.type === "header") epoch = Date.parse(record.header.started) / 1000;
        if (record.type !== "snapshot") continue;
        const one = compareSnapshot(record.snapshot, look(), Number.isFinite(epoch) ? epoch : null);
        sum.snapshots += 1;
        sum.comparisons += one.comparisons;
        sum.unknown += one.unknown;
        differences.push(...one.differences);
    }
    return { ...sum, differences };
}
