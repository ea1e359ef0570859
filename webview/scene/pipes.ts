/** Telling pipes and FIFOs from the other objects. */
import type { KernelObject, Pipe } from "../../tracer/model/state";
import type { Card, PipeCard } from "./scene";

export function isPipe(object: KernelObject): object is Pipe {
    return object.kind === "pipe" || object.kind === "fifo";
}

export function isPipeCard(card: Card): card is PipeCard {
    return card.kind === "pipe" || card.kind === "fifo";
}
