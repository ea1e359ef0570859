/** Telling cards of pipes and FIFOs from the others, and objects that nobody uses. */
import { isPipe } from "../../tracer/model/objects";
import type { KernelObject } from "../../tracer/model/state";
import type { Card, PipeCard } from "./scene";

/** Inherited from whoever started the program, and never used. */
export function isUnused(object: KernelObject): boolean {
    return object.inherited && !(isPipe(object) && object.written + object.read > 0);
}

export function isPipeCard(card: Card): card is PipeCard {
    return card.kind === "pipe" || card.kind === "fifo";
}
