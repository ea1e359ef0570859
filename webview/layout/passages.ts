/**
 * Where edges pass the column of open file descriptions that lead to none: one passage for each object and flow, which is
 * a place of that column like any other, so that it stays, and no card comes to stand in its way.
 */
import type { ObjectId } from "../../tracer/model/identities";
import type { Flow, NodeId } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import type { Edge, Scene } from "../scene/scene";
import { known } from "./known";
import { grid, passageGap } from "./measures";
import type { Placement, Ports } from "./placement";
import type { TakenPlaces } from "./takenPlaces";

export interface Passage {
    /** "messageQueue1~write" */
    readonly key: string;
    readonly object: ObjectId;
    readonly flow: Flow;
    readonly edges: readonly Edge[];
}

export function passagesOf(edges: readonly Edge[]): readonly Passage[] {
    const passages = new Map<string, Passage & { readonly edges: Edge[] }>();
    for (const edge of edges) {
        if (edge.description !== null) continue;
        const { object, flow } = edge;
        const key = `${object}~${flow}`;
        const passage = passages.get(key);
        if (passage === undefined) passages.set(key, { key, object, flow, edges: [edge] });
        else passage.edges.push(edge);
    }
    return [...passages.values()];
}

export function keepPassages(scene: Scene, previous: Placement, columns: TakenPlaces): void {
    for (const { key } of passagesOf(scene.edges)) {
        const kept = previous.places.get(key);
        if (kept !== undefined) columns.take(columns.descriptions, key, kept);
    }
}

/** Half way between the rows and the object. */
export function placePassages(scene: Scene, columns: TakenPlaces, ports: Ports): void {
    if (columns.arrangement.kind === "stack") return;
    const objects = new Map<NodeId, ObjectCard>(scene.objects.map((card) => [card.id, card]));
    for (const { key, object, flow, edges } of passagesOf(scene.edges)) {
        const card = objects.get(object);
        if (card === undefined || columns.places.has(key)) continue;
        const rows = edges.flatMap((edge) => ports.get(edge.key)?.y ?? []);
        const left = rows.reduce((sum, y) => sum + y, 0) / Math.max(1, rows.length);
        const own = known(columns.places, card.id);
        const { in: into, out } = card.shape[own.room].ports.left;
        const right = own.y + (flow === "read" ? out : into).down;
        const wanted = (left + right) / 2 - grid / 2;
        columns.take(columns.descriptions, key, columns.free(columns.descriptions, wanted, grid, "full", passageGap));
    }
}
