/** What the keys do in the diagram. */
import type { NodeId } from "./card/card";
import type { Actions } from "./frame/frame";
import type { Placement } from "./layout/placement";
import { directionOf, nearest, neighbour } from "./neighbours";
import type { Picture } from "./picture";

export interface KeyActions extends Actions {
    focusCard(id: NodeId): void;
    isUnfolded(id: NodeId): boolean;
}

/** Arrows go from card to card, Enter opens the card's line, the space bar unfolds it; `tools/tools.ts` has the others. */
export function pressKey(event: KeyboardEvent, { scene, placement, channels }: Picture, actions: KeyActions): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const node = target.closest<HTMLElement>(".card")?.dataset["node"] ?? null;
    const direction = directionOf(event.key);
    if (direction !== null && node !== null) {
        const next = channels === null ? neighbour(placement.boxes, node, direction) : nearest(channels.placement.boxes, node, direction);
        if (next !== null) actions.focusCard(next);
        event.preventDefault();
    } else if (event.key === "Enter" && node !== null && !(target instanceof HTMLButtonElement)) {
        const link = [...scene.processes, ...scene.objects].find((card) => card.id === node)?.link ?? null;
        if (link !== null) actions.open(link);
    } else if (event.key === " " && node !== null && !(target instanceof HTMLButtonElement)) {
        if (channels !== null || isSmall(placement, node) || actions.isUnfolded(node)) actions.unfold(node);
        event.preventDefault();
    }
}

/** Its card says less than there is to say. */
function isSmall({ rows, boxes }: Placement, id: NodeId): boolean {
    const table = rows.get(id);
    return table === undefined ? boxes.get(id)?.room === "small" : table.more !== null;
}
