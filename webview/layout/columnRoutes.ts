/** Edges between columns: curves that stay in the gutters, so that they never cross a card. */
import type { Box, Flow, NodeId } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import { edgesByDescription } from "../scene/edgesByDescription";
import type { Edge, Scene } from "../scene/scene";
import { connection, continuation, type End, type Point, type Way } from "./curves";
import { edgeKey, portOf, touchedBy, visiblePort, weightOf, type Ground } from "./ground";
import { passagesOf } from "./passages";
import type { PlacedEdge, Port } from "./placement";
import type { Arrangement, Column } from "./view";

type Columns = Extract<Arrangement, { readonly kind: "columns" }>;

export function routeColumns(scene: Scene, ground: Ground, arrangement: Columns): readonly PlacedEdge[] {
    const objects = new Map(scene.objects.map((card) => [card.id, card]));
    const fromX = arrangement.processes.x + arrangement.processes.width;
    if (arrangement.descriptions === null) {
        return scene.edges.flatMap((edge) => {
            const card = objects.get(edge.object);
            const port = visiblePort(ground, edge);
            const end = card === undefined ? undefined : objectPort(ground, card, edge.flow);
            if (port === undefined || end === undefined) return [];
            return [connection(wayOf(edge, port, ground), { x: fromX, y: port.y }, end)];
        });
    }
    const ways = descriptorEdges(scene, ground, fromX);
    const outstanding = new Set(ways.flatMap((way) => (way.background ? [] : way.touches)));
    return [
        ...ways,
        ...objectEdges(scene, ground, objects, outstanding),
        ...directEdges(scene, ground, objects, { x: fromX, column: arrangement.descriptions }),
    ];
}

function descriptorEdges(scene: Scene, ground: Ground, fromX: number): readonly PlacedEdge[] {
    const curves = new Map<string, PlacedEdge>();
    for (const edge of scene.edges) {
        const box = edge.description === null ? undefined : ground.boxes.get(edge.description);
        const port = visiblePort(ground, edge);
        if (box === undefined || port === undefined) continue;
        // Folded descriptors leave at one point: one curve to each description is enough, the one that tells most.
        const ends = `${port.y}>${edge.description}`;
        const way = wayOf(edge, port, ground);
        const known = curves.get(ends);
        if (known !== undefined && (way.background || !known.background)) continue;
        curves.set(ends, connection(way, { x: fromX, y: port.y }, leftOf(box, box.height / 2)));
    }
    return [...curves.values()];
}

/** `outstanding`: what the edges touch that are no background; a description's edge is like those that lead to it. */
function objectEdges(
    scene: Scene,
    ground: Ground,
    objects: ReadonlyMap<NodeId, ObjectCard>,
    outstanding: ReadonlySet<string>,
): readonly PlacedEdge[] {
    const usersOf = edgesByDescription(scene.edges);
    return scene.descriptions.flatMap((description) => {
        const box = ground.boxes.get(description.id);
        const card = objects.get(description.object);
        const end = card === undefined ? undefined : objectPort(ground, card, description.flow);
        if (box === undefined || end === undefined) return [];
        const users = usersOf.get(description.id) ?? [];
        const from = { x: box.x + box.width, y: box.y + box.height / 2 };
        const touches = [description.id, description.object, ...users.flatMap((edge) => [edge.process, edge.key])];
        const fresh = description.mark === "new" || users.some((edge) => edge.fresh);
        const isBackground = !fresh && users.length > 0 && !outstanding.has(description.id);
        const way = { key: description.id, flow: description.flow, fresh, folded: false, direct: false, background: isBackground, touches };
        return [connection(way, from, end)];
    });
}

/** Through the passages of the middle column: from each row into one, and out of it to the object. */
function directEdges(
    scene: Scene,
    ground: Ground,
    objects: ReadonlyMap<NodeId, ObjectCard>,
    { x, column }: { readonly x: number; readonly column: Column },
): readonly PlacedEdge[] {
    return passagesOf(scene.edges).flatMap(({ key, object, flow, edges }) => {
        const card = objects.get(object);
        const place = ground.places.get(key);
        const end = card === undefined ? undefined : objectPort(ground, card, flow);
        if (place === undefined || end === undefined) return [];
        const from = { x: column.x, y: place.y + place.height / 2 };
        const ways = edges.flatMap((edge) => {
            const port = visiblePort(ground, edge);
            return port === undefined ? [] : [connection(wayOf(edge, port, ground), { x, y: port.y }, { ...from, leadsOn: true })];
        });
        if (ways.length === 0) return [];
        const common: Way = {
            key,
            flow,
            direct: true,
            folded: ways.every((way) => way.folded),
            fresh: ways.some((way) => way.fresh),
            background: ways.every((way) => way.background),
            touches: [...new Set(ways.flatMap((way) => way.touches))],
        };
        return [...ways, continuation(common, from, column.x + column.width, end)];
    });
}

/** undefined when it does not show. */
function objectPort({ boxes, isCovered }: Ground, card: ObjectCard, flow: Flow): End | undefined {
    const box = boxes.get(card.id);
    if (box === undefined) return undefined;
    const port = portOf(card, box, "left", flow);
    const end = { ...leftOf(box, port.down), leadsOn: port.leadsOn };
    return isCovered(card.id, end.y) ? undefined : end;
}

function leftOf(box: Box, down: number): Point {
    return { x: box.x, y: box.y + down };
}

function wayOf(edge: Edge, port: Port, { crowd }: Ground): Way {
    return {
        key: edgeKey(edge),
        flow: edge.flow,
        fresh: edge.fresh,
        direct: edge.description === null,
        ...weightOf(edge, port, crowd),
        touches: touchedBy(edge),
    };
}
