/** Where new cards go: the free place nearest to what they are connected to. */
import type { NodeId } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import { edgesByDescription } from "../scene/edgesByDescription";
import type { Scene } from "../scene/scene";
import { heightOfDescription, heightOfProcess, roomOfDescription, roomOfObject } from "./cardHeight";
import type { Crowd } from "./crowd";
import { known } from "./known";
import type { Ports } from "./placement";
import type { TakenPlaces } from "./takenPlaces";

/** `seen`: those that get room for their tables in a crowd, too. */
export function placeNewProcesses(scene: Scene, columns: TakenPlaces, crowd: Crowd, seen: ReadonlySet<NodeId>): void {
    const living = scene.processes.filter((card) => !card.gone).length;
    for (const card of scene.processes) {
        if (columns.places.has(card.id)) continue;
        const parent = card.parent === null ? undefined : columns.places.get(card.parent);
        const wanted = parent === undefined ? columns.bottomOf(columns.processes) : parent.y + parent.height + columns.gap;
        const height = heightOfProcess(card, living, crowd.processes && !seen.has(card.id));
        columns.take(columns.processes, card.id, columns.free(columns.processes, wanted, height, "full"));
    }
}

export function placeNewDescriptions(scene: Scene, columns: TakenPlaces, ports: Ports, crowd: Crowd): void {
    if (columns.arrangement.kind === "stack") return;
    const room = roomOfDescription(crowd);
    const height = heightOfDescription(room);
    const edges = edgesByDescription(scene.edges);
    for (const card of scene.descriptions) {
        if (columns.places.has(card.id)) continue;
        // Beside the oldest process that has it, as when the user had watched it come into being.
        const all = edges.get(card.id) ?? [];
        const heights = all.filter((edge) => edge.process === all[0]?.process).map((edge) => known(ports, edge.key).y);
        const wanted = (mean(heights) ?? columns.arrangement.top) - height / 2;
        columns.take(columns.descriptions, card.id, columns.free(columns.descriptions, wanted, height, room));
    }
}

export function placeNewObjects(scene: Scene, columns: TakenPlaces, ports: Ports, crowd: Crowd): void {
    const channels = scene.objects.filter((card) => card.channel).length;
    for (const card of scene.objects) {
        if (columns.places.has(card.id)) continue;
        const room = roomOfObject(card, channels, crowd);
        const {
            height,
            ports: { left },
        } = card.shape[room];
        const port = (left.in.down + left.out.down) / 2;
        columns.take(
            columns.objects,
            card.id,
            columns.free(columns.objects, wantedForObject(scene, columns, ports, card, port), height, room),
        );
    }
}

/** `port`: how far below the card's top its edges arrive. */
function wantedForObject(scene: Scene, columns: TakenPlaces, ports: Ports, { id }: ObjectCard, port: number): number {
    if (columns.arrangement.kind === "stack") {
        const users = scene.edges.filter((edge) => edge.object === id).map((edge) => known(columns.places, edge.process));
        return users.length === 0
            ? columns.bottomOf(columns.processes)
            : Math.max(...users.map((user) => user.y + user.height)) + columns.gap;
    }
    const centres = scene.descriptions
        .filter((description) => description.object === id)
        .map((description) => known(columns.places, description.id))
        .map((place) => place.y + place.height / 2);
    const rows = scene.edges.flatMap((edge) => (edge.object === id && edge.description === null ? (ports.get(edge.key)?.y ?? []) : []));
    return (mean([...centres, ...rows]) ?? columns.bottomOf(columns.objects) + port) - port;
}

function mean(values: readonly number[]): number | null {
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
