/** A process keeps one colour of the palette for life: the number in its identity decides. */
import type { ProcessId } from "../../tracer/model/identities";

export function processColor(id: ProcessId): number {
    const number = Number(/\d+/.exec(id)?.[0] ?? "1");
    return Math.max(0, number - 1);
}
