/**
 * Where edges pass a column without ending there: a passage is a place of that column like any other, so that it stays,
 * and no card comes to stand in its way. What leads to no open file description passes the column of those, one passage
 * for each object and flow; what leads to a description at the other side of the objects passes two columns.
 */
import type { DescriptionId, ObjectId } from "../../tracer/model/identities";
import type { Flow, NodeId, Side } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import type { Edge, Scene } from "../scene/scene";
import type { Crowd } from "./crowd";
import { known } from "./known";
import { grid, passageGap } from "./measures";
import type { Place, Placement, Ports } from "./placement";
import type { TakenPlaces } from "./takenPlaces";

export interface Passage {
    /** "messageQueue1~write"; at the right "messageQueue1~write~right" */
    readonly key: string;
    readonly object: ObjectId;
    readonly flow: Flow;
    /** Of the processes. */
    readonly side: Side;
    readonly edges: readonly Edge[];
}

/** Through the descriptions of its own side, then through the objects. In a crowd all of a flow share one way. */
export interface Crossing {
    /** "ofd1~across" */
    readonly key: string;
    /** The passages: "ofd1~right" and "ofd1~objects", or "read~right" and "read~right~objects" */
    readonly first: string;
    readonly second: string;
    readonly description: DescriptionId;
    /** Of the processes. */
    readonly side: Side;
    readonly edges: readonly Edge[];
}

export function passagesOf(edges: readonly Edge[], places: ReadonlyMap<NodeId, Place>): readonly Passage[] {
    const passages = new Map<string, Passage & { readonly edges: Edge[] }>();
    for (const edge of edges) {
        if (edge.description !== null) continue;
        const { object, flow } = edge;
        const { side } = known(places, edge.process);
        const key = `${object}~${flow}${side === "right" ? "~right" : ""}`;
        const passage = passages.get(key);
        if (passage === undefined) passages.set(key, { key, object, flow, side, edges: [edge] });
        else passage.edges.push(edge);
    }
    return [...passages.values()];
}

export function crossingsOf(edges: readonly Edge[], places: ReadonlyMap<NodeId, Place>, crowd: Crowd): readonly Crossing[] {
    const crossings = new Map<string, Crossing & { readonly edges: Edge[] }>();
    for (const edge of edges) {
        const { description } = edge;
        const own = description === null ? undefined : places.get(description);
        const { side } = known(places, edge.process);
        if (description === null || own === undefined || own.side === side) continue;
        const key = `${description}~across`;
        const crossing = crossings.get(key);
        const first = `${crowd.processes ? edge.flow : description}~${side}`;
        if (crossing === undefined) crossings.set(key, { key, first, second: `${first}~objects`, description, side, edges: [edge] });
        else crossing.edges.push(edge);
    }
    return [...crossings.values()];
}

/** All that a scene needs. */
export function passageKeys({ edges }: Scene, places: ReadonlyMap<NodeId, Place>, crowd: Crowd): readonly string[] {
    return [
        ...passagesOf(edges, places).map(({ key }) => key),
        ...crossingsOf(edges, places, crowd).flatMap(({ first, second }) => [first, second]),
    ];
}

export function keepPassages(scene: Scene, previous: Placement, columns: TakenPlaces, crowd: Crowd): void {
    const keep = (column: "descriptions" | "objects", key: string): void => {
        const kept = previous.places.get(key);
        if (kept !== undefined && !columns.places.has(key)) columns.take(column, key, kept);
    };
    const edges = scene.edges.filter((edge) => previous.places.has(edge.process));
    for (const { key } of passagesOf(edges, previous.places)) keep("descriptions", key);
    for (const { first, second } of crossingsOf(edges, previous.places, crowd)) {
        keep("descriptions", first);
        keep("objects", second);
    }
}

/** On a line between the rows and what they lead to. */
export function placePassages(scene: Scene, columns: TakenPlaces, ports: Ports, crowd: Crowd): void {
    const { arrangement } = columns;
    if (arrangement.kind === "stack") return;
    const take = (column: "descriptions" | "objects", key: string, side: Side, middle: number): void => {
        if (!columns.places.has(key)) columns.take(column, key, columns.free(column, side, middle - grid / 2, grid, "full", passageGap));
    };
    const objects = new Map<NodeId, ObjectCard>(scene.objects.map((card) => [card.id, card]));
    for (const { key, object, flow, side, edges } of passagesOf(scene.edges, columns.places)) {
        const card = objects.get(object);
        if (card === undefined) continue;
        const own = known(columns.places, card.id);
        const { in: into, out } = card.shape[own.room].ports[side];
        take("descriptions", key, side, (meanHeight(edges, ports) + own.y + (flow === "read" ? out : into).down) / 2);
    }
    if (arrangement.descriptions === null) return;
    for (const { first, second, description, side, edges } of crossingsOf(scene.edges, columns.places, crowd)) {
        const own = known(columns.places, description);
        const end = own.y + own.height / 2;
        const start = meanHeight(edges, ports);
        take("descriptions", first, side, start + (end - start) / 3);
        take("objects", second, "left", start + ((end - start) * 2) / 3);
    }
}

function meanHeight(edges: readonly Edge[], ports: Ports): number {
    const rows = edges.flatMap((edge) => ports.get(edge.key)?.y ?? []);
    return rows.reduce((sum, y) => sum + y, 0) / Math.max(1, rows.length);
}
