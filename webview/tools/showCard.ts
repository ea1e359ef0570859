/** A tool leads to a card: it comes into sight, and has the keyboard's focus. */
import type { NodeId } from "../card/card";
import { bringIntoSight } from "./sight";
import type { Stage } from "./stage";

export function showCard(stage: Stage, id: NodeId): void {
    const { frame } = stage;
    const element = stage.element(id);
    if (frame === null || element === null) return;
    bringIntoSight(frame, [element]);
    stage.focusCard(id);
}
