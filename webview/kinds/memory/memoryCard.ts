/** What the cards of memory have in common. */
import type { KernelObject } from "../../../tracer/model/kindTypes";
import type { State } from "../../../tracer/model/state";
import { simpleShape, type Mark, type Shape } from "../../card/card";
import { counted } from "../../card/numberText";
import type { MemoryBlock } from "./block";

export const memoryShape: Shape = { full: simpleShape(206).full, tight: simpleShape(150).full, small: simpleShape(48).small };

/** Bytes that changed are the story, more than who has come and gone. */
export function memoryMark(object: KernelObject, before: State | null, { changed }: MemoryBlock): Mark {
    if (before === null) return null;
    const previous = before.objects.get(object.id);
    if (previous === undefined) return object.inherited ? null : "new";
    if (changed !== null) return `${counted(changed, "byte")} changed`;
    const more = object.mapped - previous.mapped;
    if (more > 0) return `${counted(more, "attachment")} more`;
    return more < 0 ? `${counted(-more, "attachment")} fewer` : null;
}
