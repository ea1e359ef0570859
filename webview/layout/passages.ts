/**
 * Where edges pass the column of open file descriptions that lead to none: one passage for each object and flow, which is
 * a place of that column like any other, so that it stays, and no card comes to stand in its way.
 */
import type { NodeId } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import type { Edge, Scene } from "../scene/scene";
import { grid, passageGap } from "./measures";
import type { Placement, Ports } from "./placement";
import type { TakenPlaces } from "./takenPlaces";

export function passageOf({ object, flow }: Edge): string {
    return `${object}~${flow}`;
}

/** The edges of each passage. */
export function edgesByPassage(edges: readonly Edge[]): ReadonlyMap<string, readonly Edge[]> {
    const groups = new Map<string, Edge[]>();
    for (const edge of edges) {
        if (edge.description !== null) continue;
        const passage = passageOf(edge);
        const group = groups.get(passage);
        if (group === undefined) groups.set(passage, [edge]);
        else group.push(edge);
    }
    return groups;
}

export function keepPassages(scene: Scene, previous: Placement, columns: TakenPlaces): void {
    for (const passage of edgesByPassage(scene.edges).keys()) {
        const kept = previous.places.get(passage);
        if (kept !== undefined) columns.take(columns.descriptions, passage, kept);
    }
}

/** Half way between the rows and the object. */
export function placePassages(scene: Scene, columns: TakenPlaces, ports: Ports): void {
    if (columns.arrangement.kind === "stack") return;
    const objects = new Map<NodeId, ObjectCard>(scene.objects.map((card) => [card.id, card]));
    for (const [passage, edges] of edgesByPassage(scene.edges)) {
        const card = objects.get(edges[0]!.object);
        if (card === undefined || columns.places.has(passage)) continue;
        const rows = edges.flatMap((edge) => ports.get(edge.key)?.y ?? []);
        const left = rows.reduce((sum, y) => sum + y, 0) / Math.max(1, rows.length);
        const own = columns.places.get(card.id)!;
        const { in: into, out } = card.shape[own.room].ports.left;
        const right = own.y + (edges[0]!.flow === "read" ? out : into).down;
        const wanted = (left + right) / 2 - grid / 2;
        columns.take(columns.descriptions, passage, columns.free(columns.descriptions, wanted, grid, "full", passageGap));
    }
}
