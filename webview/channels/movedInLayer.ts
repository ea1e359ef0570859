/** Channels after the user has put a card elsewhere in its layer. Pure. */
import type { NodeId } from "../card/card";
import { insertedAt } from "../layout/insertedAt";
import type { Target } from "../layout/moved";
import type { Cell, ChartPlacement } from "./chartPlacement";
import { gapOf } from "./metrics";

/** The same placement when there is no such card. */
export function movedInLayer(placement: ChartPlacement, id: NodeId, to: Target): ChartPlacement {
    const { cells, metrics } = placement;
    const own = cells.get(id);
    if (own === undefined) return placement;
    const layer = [...cells].filter(([, cell]) => cell.layer === own.layer).map(([other, { at, size }]) => ({ id: other, at, size }));
    const wanted = metrics.direction === "right" ? to.y : to.x;
    const now = new Map<NodeId, Cell>(cells);
    for (const [other, at] of insertedAt(layer, id, wanted, metrics.top, gapOf(own.layer, metrics))) {
        const cell = cells.get(other);
        if (cell !== undefined) now.set(other, { ...cell, at });
    }
    return { ...placement, cells: now };
}

/** What stays when everything else finds new places. */
export function pinnedOnly(placement: ChartPlacement, pinned: readonly NodeId[]): ChartPlacement {
    return { ...placement, cells: new Map([...placement.cells].filter(([id]) => pinned.includes(id))) };
}
