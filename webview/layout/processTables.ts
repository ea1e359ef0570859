/** How much of each process's descriptor table shows: rows in the card's own room, one port, or rows over the neighbours. */
import type { NodeId } from "../card/card";
import type { ProcessCard, Scene } from "../scene/scene";
import { selectedProcess } from "../scene/selectedProcess";
import { rowsInHeight } from "./cardHeight";
import type { Crowd } from "./crowd";
import { placeCompact, placeRows } from "./foldedRows";
import { known } from "./known";
import { crowdGap, mostRows } from "./measures";
import type { Place, PlacedRows, Placement } from "./placement";
import type { View } from "./view";

/** Processes that the user is with: the debugger's, and the one selected in the Call Stack. */
export function attended(scene: Scene, view: View): ReadonlySet<NodeId> {
    const cards = scene.processes.filter((card) => card.foremost && !card.gone);
    const selected = selectedProcess(scene, view.focused);
    return new Set([...cards, ...(selected === undefined ? [] : [selected])].map((card) => card.id));
}

export function placeTables(
    scene: Scene,
    places: ReadonlyMap<NodeId, Place>,
    crowd: Crowd,
    view: View,
    previous: Placement | null,
): ReadonlyMap<NodeId, PlacedRows> {
    const seen = attended(scene, view);
    const raised = scene.processes
        .filter((card) => seen.has(card.id) && needsMore(card, known(places, card.id), crowd.processes && view.compact !== true))
        .map((card) => known(places, card.id));
    return new Map(
        scene.processes.map((card) => {
            const own = known(places, card.id);
            const room = raised.includes(own) ? roomOfRaised(own, raised) : rowsInHeight(own.height);
            const unfolded = view.unfolded.includes(card.id);
            const compact = room < 1 && !unfolded && !card.gone;
            return [
                card.id,
                compact ? placeCompact(card, own.y) : placeRows(card, own.y, Math.max(0, room), unfolded, previous?.rows.get(card.id)),
            ];
        }),
    );
}

/** `whole`: its table shows as a whole, over its neighbours if need be. */
function needsMore(card: ProcessCard, own: Place, whole: boolean): boolean {
    const room = rowsInHeight(own.height);
    return !card.gone && card.rows.length > room && (whole || room < 1);
}

/** A raised card covers its neighbours, but not the next raised one. */
function roomOfRaised({ y: top, side }: Place, raised: readonly Place[]): number {
    const next = Math.min(...raised.flatMap(({ y, side: other }) => (other === side && y > top ? [y] : [])));
    return Math.min(mostRows, rowsInHeight(next - top - crowdGap));
}
