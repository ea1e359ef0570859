/** How many there are of what is shown. */
import type { KernelObject } from "../../tracer/model/kindTypes";
import { counted } from "../card/numberText";
import { cardKind, objectKinds } from "../kinds/cards";

/** "2 processes · 1 pipe" */
export function countsOf(processes: number, objects: readonly KernelObject[]): string {
    const parts = [counted(processes, "process", "processes")];
    for (const kind of objectKinds) {
        const word = cardKind(kind).counted;
        const count = word === null ? 0 : objects.filter((object) => object.kind === kind).length;
        if (word !== null && count > 0) parts.push(counted(count, word));
    }
    return parts.join(" · ");
}
