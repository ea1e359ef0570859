/** Where new cards go: the free place nearest to what they are connected to. */
import type { NodeId, Room, Side } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import { edgesByDescription } from "../scene/edgesByDescription";
import type { ProcessCard, Scene } from "../scene/scene";
import { heightOfDescription, heightOfProcess, roomOfDescription, roomOfObject } from "./cardHeight";
import type { Crowd } from "./crowd";
import { known } from "./known";
import { packed, type Wish } from "./packed";
import type { Ports } from "./placement";
import type { ColumnName, TakenPlaces } from "./takenPlaces";

/** So much longer may the column of its parent be than the other one before a child goes there. */
const imbalance = 360;

/** `seen`: those that get room for their tables in a crowd, too. */
export function placeNewProcesses(scene: Scene, columns: TakenPlaces, crowd: Crowd, seen: ReadonlySet<NodeId>): void {
    const living = scene.processes.filter((card) => !card.gone).length;
    for (const card of scene.processes) {
        if (columns.places.has(card.id)) continue;
        const parent = card.parent === null ? undefined : columns.places.get(card.parent);
        const side = sideOf(card, scene, columns);
        const beside = parent === undefined || parent.side !== side;
        const wanted = beside ? columns.bottomOf("processes", side) : parent.y + parent.height + columns.gap;
        const height = heightOfProcess(card, living, crowd.processes && !seen.has(card.id));
        // The other column fills up from its top, since its cards are not below their parent anyway.
        const start = parent !== undefined && beside ? columns.arrangement.top : wanted;
        columns.take("processes", card.id, columns.free("processes", side, start, height, "full"));
    }
}

/** The children of the first process stand where there is more room; theirs stay with them as long as that is no tower. */
function sideOf(card: ProcessCard, scene: Scene, columns: TakenPlaces): Side {
    const { arrangement, places } = columns;
    if (arrangement.kind === "stack" || arrangement.right === null) return "left";
    const [left, right] = [columns.bottomOf("processes", "left"), columns.bottomOf("processes", "right")];
    const shorter = left <= right ? "left" : "right";
    const parent = scene.processes.find(({ id }) => id === card.parent);
    const side = parent === undefined ? undefined : places.get(parent.id)?.side;
    if (side === undefined || parent?.parent === null || Math.abs(left - right) > imbalance) return shorter;
    return side;
}

export function placeNewDescriptions(scene: Scene, columns: TakenPlaces, ports: Ports, crowd: Crowd): void {
    if (columns.arrangement.kind === "stack") return;
    const room = roomOfDescription(crowd);
    const height = heightOfDescription(room);
    const edges = edgesByDescription(scene.edges);
    const { top } = columns.arrangement;
    const cards = scene.descriptions
        .filter(({ id }) => !columns.places.has(id))
        .map(({ id }): NewCard => {
            // Beside the oldest process that has it, as when the user had watched it come into being.
            const all = edges.get(id) ?? [];
            const heights = all.filter((edge) => edge.process === all[0]?.process).map((edge) => known(ports, edge.key).y);
            const side = all[0] === undefined ? "left" : known(columns.places, all[0].process).side;
            return { id, side, room, height, wanted: (mean(heights) ?? top) - height / 2 };
        });
    placeCards("descriptions", cards, columns);
}

export function placeNewObjects(scene: Scene, columns: TakenPlaces, ports: Ports, crowd: Crowd): void {
    const channels = scene.objects.filter((card) => card.channel).length;
    const isStack = columns.arrangement.kind === "stack";
    const cards: NewCard[] = [];
    const peers = new Map<NodeId, NodeId>(
        scene.joints.flatMap(({ one, other }): readonly (readonly [NodeId, NodeId])[] =>
            other === null
                ? []
                : [
                      [one, other],
                      [other, one],
                  ],
        ),
    );
    for (const card of scene.objects) {
        if (columns.places.has(card.id)) continue;
        const room = roomOfObject(card, channels, crowd);
        const { height, ports: at } = card.shape[room];
        const port = (at.left.in.down + at.left.out.down) / 2;
        const own: NewCard = { id: card.id, side: "left", room, height, wanted: wantedForObject(scene, columns, ports, card, port) };
        // Below what came before, where there is only one column.
        if (isStack) placeCards("objects", [own], columns);
        else cards.push(own);
    }
    placeCards("objects", besidePeers(cards, peers), columns);
}

/** The two ends of a connection that appear together stand together: where both wish to be on the average. */
function besidePeers(cards: readonly NewCard[], peers: ReadonlyMap<NodeId, NodeId>): readonly NewCard[] {
    const byId = new Map(cards.map((card) => [card.id, card]));
    return cards.map((card) => {
        const peer = byId.get(peers.get(card.id) ?? "");
        return peer === undefined ? card : { ...card, wanted: (card.wanted + peer.wanted) / 2 };
    });
}

interface NewCard extends Wish {
    readonly id: NodeId;
    readonly side: Side;
    readonly room: Room;
}

/** From top to bottom, so that of two that want the same place neither crosses the other's edges. */
function placeCards(name: ColumnName, cards: readonly NewCard[], columns: TakenPlaces): void {
    const { top } = columns.arrangement;
    for (const side of ["left", "right"] as const) {
        const own = cards.filter((card) => card.side === side);
        if (own.length === 0) continue;
        const tops = packed(own, top, columns.gap);
        const order = own
            .map((card, index) => ({ ...card, packedTop: tops[index] ?? top }))
            .sort((one, other) => one.packedTop - other.packedTop);
        for (const { id, height, room, packedTop } of order) {
            columns.take(name, id, columns.free(name, side, packedTop, height, room));
        }
    }
}

/** `port`: how far below the card's top its edges arrive. */
function wantedForObject(scene: Scene, columns: TakenPlaces, ports: Ports, { id }: ObjectCard, port: number): number {
    if (columns.arrangement.kind === "stack") {
        const users = scene.edges.filter((edge) => edge.object === id).map((edge) => known(columns.places, edge.process));
        return users.length === 0
            ? columns.bottomOf("processes", "left")
            : Math.max(...users.map((user) => user.y + user.height)) + columns.gap;
    }
    const centres = scene.descriptions
        .filter((description) => description.object === id)
        .map((description) => known(columns.places, description.id))
        .map((place) => place.y + place.height / 2);
    const rows = scene.edges.flatMap((edge) => (edge.object === id && edge.description === null ? (ports.get(edge.key)?.y ?? []) : []));
    return (mean([...centres, ...rows]) ?? columns.bottomOf("objects", "left") + port) - port;
}

function mean(values: readonly number[]): number | null {
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
