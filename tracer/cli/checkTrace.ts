/** Holds a recording against what must always be so, without the kernel. */
import { Consistency } from "../consistency/consistency";
import { interpretTrace } from "./interpretTrace";

export interface TraceCheck {
    readonly events: number;
    /** One line each. */
    readonly faults: readonly string[];
}

export async function checkTrace(path: string): Promise<TraceCheck> {
    const consistency = new Consistency();
    const faults: string[] = [];
    let count = 0;
    for await (const { events } of interpretTrace(path)) {
        for (const event of events) {
            count += 1;
            faults.push(...consistency.see(event));
        }
    }
    return { events: count, faults };
}
