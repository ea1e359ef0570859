/** Edges between columns: curves that stay in the gutters, so that they never cross a card. */
import { edgesByDescription } from "../scene/edgesByDescription";
import { isPipeCard } from "../scene/pipes";
import type { DescriptorEdge, Flow, NodeId, ObjectCard, Scene } from "../scene/scene";
import { arrowLength, pipeAxis, pipeDetour, plainHeight } from "./measures";
import type { Arrow, Box, PlacedEdge, Port, Ports } from "./placement";
import { portKey } from "./portKey";
import type { Arrangement } from "./view";

type Columns = Extract<Arrangement, { readonly kind: "columns" }>;
type Boxes = ReadonlyMap<NodeId, Box>;
type Way = Omit<PlacedEdge, "arrows" | "path">;

export function routeColumns(scene: Scene, boxes: Boxes, ports: Ports, arrangement: Columns): readonly PlacedEdge[] {
    const objects = new Map(scene.objects.map((card) => [card.id, card]));
    const fromX = arrangement.processes.x + arrangement.processes.width;
    if (arrangement.descriptions === null) {
        return scene.edges.flatMap((edge) => {
            const card = objects.get(edge.object);
            const port = ports.get(portKey(edge.process, edge.fd));
            if (card === undefined || port === undefined || !boxes.has(card.id)) return [];
            return [connection(wayOf(edge, port), { x: fromX, y: port.y }, objectPort(boxes, card, edge.flow))];
        });
    }
    return [...descriptorEdges(scene, boxes, ports, fromX), ...objectEdges(scene, boxes, objects)];
}

function descriptorEdges(scene: Scene, boxes: Boxes, ports: Ports, fromX: number): readonly PlacedEdge[] {
    const seen = new Set<string>();
    return scene.edges.flatMap((edge) => {
        const box = boxes.get(edge.description);
        const port = ports.get(portKey(edge.process, edge.fd));
        if (box === undefined || port === undefined) return [];
        // Folded descriptors leave at one point: one curve to each description is enough.
        const ends = `${port.y}>${edge.description}`;
        if (seen.has(ends)) return [];
        seen.add(ends);
        return [connection(wayOf(edge, port), { x: fromX, y: port.y }, leftOf(box, box.height / 2))];
    });
}

function objectEdges(scene: Scene, boxes: Boxes, objects: ReadonlyMap<NodeId, ObjectCard>): readonly PlacedEdge[] {
    const usersOf = edgesByDescription(scene.edges);
    return scene.descriptions.flatMap((description) => {
        const box = boxes.get(description.id);
        const card = objects.get(description.object);
        if (box === undefined || card === undefined || !boxes.has(card.id)) return [];
        const users = usersOf.get(description.id) ?? [];
        const from = { x: box.x + box.width, y: box.y + box.height / 2 };
        const touches = [description.id, description.object, ...users.flatMap((edge) => [edge.process, portKey(edge.process, edge.fd)])];
        const fresh = description.mark === "new" || users.some((edge) => edge.fresh);
        const way = { key: description.id, flow: description.flow, fresh, folded: false, touches };
        return [connection(way, from, objectPort(boxes, card, description.flow))];
    });
}

interface Point { readonly x: number; readonly y: number }

function objectPort(boxes: Boxes, card: ObjectCard, flow: Flow): Point & { readonly leadsOn?: boolean } {
    const box = boxes.get(card.id)!;
    if (!isPipeCard(card)) return leftOf(box, plainHeight / 2);
    return { ...leftOf(box, flow === "read" ? pipeAxis : pipeDetour), leadsOn: true };
}

function leftOf(box: Box, down: number): Point {
    return { x: box.x, y: box.y + down };
}

/**
 * Data flows along the arrow: to the right when written, to the left when read. Into a pipe there is no arrow head at
 * the card: the card itself leads the line on to the tube, and has the head there.
 */
function connection(way: Way, left: Point, right: Point & { readonly leadsOn?: boolean }): PlacedEdge {
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

function wayOf(edge: DescriptorEdge, port: Port): Way {
    const key = portKey(edge.process, edge.fd);
    return { key, flow: edge.flow, fresh: edge.fresh, folded: port.folded, touches: [edge.process, key, edge.description, edge.object] };
}
