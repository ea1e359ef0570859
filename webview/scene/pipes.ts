/** Telling pipes and FIFOs from the other objects. */
import type { KernelObject, Pipe } from "../../tracer/model/state";
import type { Card, PipeCard } from "./scene";

export function isPipe(object: KernelObject): object is Pipe {
    return object.kind === "pipe" || object.kind === "fifo";
}

/** Inherited from whoever started the program, and never used. */
export function isUnused(object: KernelObject): boolean {
    return object.inherited && !(isPipe(object) && object.written + object.read > 0);
}

export function isPipeCard(card: Card): card is PipeCard {
    return card.kind === "pipe" || card.kind === "fifo";
}
