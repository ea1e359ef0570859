/** Edges between columns: curves that stay in the gutters, so that they never cross a card. */
import type { Box, Flow, NodeId } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import { edgesByDescription } from "../scene/edgesByDescription";
import type { DescriptorEdge, Scene } from "../scene/scene";
import { portOf, visiblePort, weightOf, type Ground } from "./ground";
import { arrowLength } from "./measures";
import type { Arrow, PlacedEdge, Port } from "./placement";
import { portKey } from "./portKey";
import type { Arrangement } from "./view";

type Columns = Extract<Arrangement, { readonly kind: "columns" }>;
type Way = Omit<PlacedEdge, "arrows" | "path">;

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
    return [...ways, ...objectEdges(scene, ground, objects, new Set(ways.flatMap((way) => (way.background ? [] : way.touches))))];
}

function descriptorEdges(scene: Scene, ground: Ground, fromX: number): readonly PlacedEdge[] {
    const curves = new Map<string, PlacedEdge>();
    for (const edge of scene.edges) {
        const box = ground.boxes.get(edge.description);
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
        const touches = [description.id, description.object, ...users.flatMap((edge) => [edge.process, portKey(edge.process, edge.fd)])];
        const fresh = description.mark === "new" || users.some((edge) => edge.fresh);
        const isBackground = !fresh && users.length > 0 && !outstanding.has(description.id);
        const way = { key: description.id, flow: description.flow, fresh, folded: false, background: isBackground, touches };
        return [connection(way, from, end)];
    });
}

interface Point {
    readonly x: number;
    readonly y: number;
}
type End = Point & { readonly leadsOn?: boolean };

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

/**
 * Data flows along the arrow: to the right when written, to the left when read. Where the card itself leads the
 * line on there is no arrow head at its edge.
 */
function connection(way: Way, left: Point, right: End): PlacedEdge {
    const { flow } = way;
    const arrows: Arrow[] = [];
    const headRight = (flow === "write" || flow === "both") && right.leadsOn !== true;
    const headLeft = flow === "read" || flow === "both";
    if (headRight) arrows.push({ x: right.x, y: right.y, points: "right" });
    if (headLeft) arrows.push({ x: left.x, y: left.y, points: "left" });
    const startX = left.x + (headLeft ? arrowLength - 1 : 0);
    const endX = right.x - (headRight ? arrowLength - 1 : 0);
    return { ...way, arrows, path: curve(startX, left.y, endX, right.y) };
}

/** Straight for a little at both ends, so that even a steep curve meets its arrow head squarely. */
function curve(startX: number, startY: number, endX: number, endY: number): string {
    const lead = Math.min(8, (endX - startX) / 6);
    const middle = Math.round((startX + endX) / 2);
    return `M${startX},${startY} h${lead} C${middle},${startY} ${middle},${endY} ${endX - lead},${endY} H${endX}`;
}

function wayOf(edge: DescriptorEdge, port: Port, { crowd }: Ground): Way {
    const key = portKey(edge.process, edge.fd);
    return {
        key,
        flow: edge.flow,
        fresh: edge.fresh,
        ...weightOf(edge, port, crowd),
        touches: [edge.process, key, edge.description, edge.object],
    };
}
