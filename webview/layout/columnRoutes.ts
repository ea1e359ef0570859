/** Edges between columns: curves that stay in the gutters, so that they never cross a card. */
import type { Box, Flow, NodeId, Side } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import { edgesByDescription } from "../scene/edgesByDescription";
import type { Edge, Scene } from "../scene/scene";
import { connection, continuation, type End, type Passed, type Point, type Way } from "./curves";
import { edgeKey, portOf, touchedBy, visiblePort, weightOf, type Ground } from "./ground";
import { known } from "./known";
import { crossingsOf, passagesOf } from "./passages";
import type { PlacedEdge, Port } from "./placement";
import type { Arrangement, Column } from "./view";

type Columns = Extract<Arrangement, { readonly kind: "columns" }>;
type Objects = ReadonlyMap<NodeId, ObjectCard>;

export function routeColumns(scene: Scene, ground: Ground, arrangement: Columns): readonly PlacedEdge[] {
    const objects: Objects = new Map(scene.objects.map((card) => [card.id, card]));
    if (arrangement.descriptions === null) {
        return scene.edges.flatMap((edge) => {
            const card = objects.get(edge.object);
            const port = visiblePort(ground, edge);
            const end = card === undefined ? undefined : objectPort(ground, card, edge.flow, known(ground.places, edge.process).side);
            if (port === undefined || end === undefined) return [];
            return [connection(wayOf(edge, port, ground), rowEnd(ground, edge, port), end)];
        });
    }
    const ways = [...descriptorEdges(scene, ground), ...crossingEdges(scene, ground, arrangement)];
    const outstanding = new Set(ways.flatMap((way) => (way.background ? [] : way.touches)));
    return [...ways, ...objectEdges(scene, ground, objects, outstanding), ...directEdges(scene, ground, objects, arrangement)];
}

/** To the descriptions that stand at the same side. */
function descriptorEdges(scene: Scene, ground: Ground): readonly PlacedEdge[] {
    const curves = new Map<string, PlacedEdge>();
    for (const edge of scene.edges) {
        const box = edge.description === null ? undefined : ground.boxes.get(edge.description);
        const port = visiblePort(ground, edge);
        const { side } = known(ground.places, edge.process);
        if (edge.description === null || box === undefined || port === undefined) continue;
        if (known(ground.places, edge.description).side !== side) continue;
        // Folded descriptors leave at one point: one curve to each description is enough, the one that tells most.
        const ends = `${edge.process} ${port.y}>${edge.description}`;
        const way = wayOf(edge, port, ground);
        const before = curves.get(ends);
        if (before !== undefined && (way.background || !before.background)) continue;
        curves.set(ends, connection(way, rowEnd(ground, edge, port), sideOf(box, side, box.height / 2)));
    }
    return [...curves.values()];
}

/** To the descriptions at the other side: each row into a passage, and from there one line for all. */
function crossingEdges(scene: Scene, ground: Ground, arrangement: Columns): readonly PlacedEdge[] {
    return crossingsOf(scene.edges, ground.places, ground.crowd).flatMap(({ key, first, second, description, side, edges }) => {
        const [near, far] = [ground.places.get(first), ground.places.get(second)];
        const box = ground.boxes.get(description);
        const own = descriptionColumn(arrangement, side);
        if (near === undefined || far === undefined || box === undefined || own === null) return [];
        const through = passed(own, near, side);
        const ways = waysInto(edges, ground, through);
        if (ways.length === 0) return [];
        // It stands beyond the objects, and is reached at the side that faces them.
        const end = sideOf(box, side, box.height / 2);
        return [...ways, continuation(together(key, ways), [through, passed(arrangement.objects, far, side)], end)];
    });
}

/** `outstanding`: what the edges touch that are no background; a description's edge is like those that lead to it. */
function objectEdges(scene: Scene, ground: Ground, objects: Objects, outstanding: ReadonlySet<string>): readonly PlacedEdge[] {
    const usersOf = edgesByDescription(scene.edges);
    return scene.descriptions.flatMap((description) => {
        const box = ground.boxes.get(description.id);
        const card = objects.get(description.object);
        if (box === undefined || card === undefined) return [];
        const { side } = known(ground.places, description.id);
        const end = objectPort(ground, card, description.flow, side);
        if (end === undefined) return [];
        const users = usersOf.get(description.id) ?? [];
        const touches = [description.id, description.object, ...users.flatMap((edge) => [edge.process, edge.key])];
        const fresh = description.mark === "new" || users.some((edge) => edge.fresh);
        const isBackground = !fresh && users.length > 0 && !outstanding.has(description.id);
        const way = { key: description.id, flow: description.flow, fresh, folded: false, direct: false, background: isBackground, touches };
        return [connection(way, sideOf(box, side === "left" ? "right" : "left", box.height / 2), end)];
    });
}

/** Through the passages of the descriptions: from each row into one, and out of it to the object. */
function directEdges(scene: Scene, ground: Ground, objects: Objects, arrangement: Columns): readonly PlacedEdge[] {
    return passagesOf(scene.edges, ground.places).flatMap(({ key, object, flow, side, edges }) => {
        const card = objects.get(object);
        const place = ground.places.get(key);
        const column = descriptionColumn(arrangement, side);
        const end = card === undefined ? undefined : objectPort(ground, card, flow, side);
        if (place === undefined || end === undefined || column === null) return [];
        const through = passed(column, place, side);
        const ways = waysInto(edges, ground, through);
        return ways.length === 0 ? [] : [...ways, continuation(together(key, ways), [through], end)];
    });
}

function waysInto(edges: readonly Edge[], ground: Ground, { from, y }: Passed): readonly PlacedEdge[] {
    return edges.flatMap((edge) => {
        const port = visiblePort(ground, edge);
        return port === undefined ? [] : [connection(wayOf(edge, port, ground), rowEnd(ground, edge, port), { x: from, y, leadsOn: true })];
    });
}

/** What goes on from a passage on behalf of all that came into it. */
function together(key: string, ways: readonly PlacedEdge[]): Way {
    const flows = new Set(ways.map((way) => way.flow));
    const [flow = "quiet"] = flows;
    return {
        key,
        flow: flows.size > 1 ? "both" : flow,
        direct: ways.every((way) => way.direct),
        folded: ways.every((way) => way.folded),
        fresh: ways.some((way) => way.fresh),
        background: ways.every((way) => way.background),
        touches: [...new Set(ways.flatMap((way) => way.touches))],
    };
}

function descriptionColumn(arrangement: Columns, side: Side): Column | null {
    return side === "left" ? arrangement.descriptions : (arrangement.right?.descriptions ?? null);
}

/** As who comes from the processes at this side passes a column. */
function passed({ x, width }: Column, place: { readonly y: number; readonly height: number }, side: Side): Passed {
    const y = place.y + place.height / 2;
    return side === "left" ? { y, from: x, to: x + width } : { y, from: x + width, to: x };
}

/** Where a row's edge leaves its card: towards the objects. */
function rowEnd({ boxes, places }: Ground, edge: Edge, { y }: Port): Point {
    const box = known(boxes, edge.process);
    return { x: known(places, edge.process).side === "left" ? box.x + box.width : box.x, y };
}

/** undefined when it does not show. */
function objectPort({ boxes, isCovered }: Ground, card: ObjectCard, flow: Flow, side: Side): End | undefined {
    const box = boxes.get(card.id);
    if (box === undefined) return undefined;
    const port = portOf(card, box, side, flow);
    const end = { ...sideOf(box, side, port.down), leadsOn: port.leadsOn };
    return isCovered(card.id, end.y) ? undefined : end;
}

function sideOf(box: Box, side: Side, down: number): Point {
    return { x: side === "left" ? box.x : box.x + box.width, y: box.y + down };
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
