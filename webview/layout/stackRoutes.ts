/** Edges of the narrow picture: each end of each object has a lane in the gutter right of the one column. */
import type { Edge, Scene } from "../scene/scene";
import { bracket } from "./bracket";
import { edgeKey, portOf, touchedBy, visiblePort, weightOf, type Ground } from "./ground";
import { known } from "./known";
import { assignLanes, type Stretch } from "./lanes";
import { arrowLength } from "./measures";
import type { Arrow, PlacedEdge, Port } from "./placement";
import type { Arrangement } from "./view";

const laneWidth = 8;
const firstLane = 16;
const laneCount = 4;

interface Way {
    readonly edge: Edge;
    readonly lane: string;
    readonly row: Port;
    readonly objectY: number;
    /** The card leads the line on and has the arrow head inside. */
    readonly leadsOn: boolean;
}

export function routeStack(
    scene: Scene,
    ground: Ground,
    arrangement: Extract<Arrangement, { readonly kind: "stack" }>,
): readonly PlacedEdge[] {
    const ways = waysOf(scene, ground);
    const lanes = assignLanes(stretchesOf(ways), new Map(), laneCount);
    const right = arrangement.cards.x + arrangement.cards.width;
    return ways.map(({ edge, lane, row, objectY, leadsOn }) => {
        const rowY = row.y;
        const laneX = right + firstLane + known(lanes, lane) * laneWidth;
        const arrows: Arrow[] = [];
        const headAtObject = edge.flow !== "read" && !leadsOn;
        const headAtRow = edge.flow !== "write";
        if (headAtObject) arrows.push({ x: right, y: objectY, points: "left" });
        if (headAtRow) arrows.push({ x: right, y: rowY, points: "left" });
        const startX = right + (headAtRow ? arrowLength - 1 : 0);
        const endX = right + (headAtObject ? arrowLength - 1 : 0);
        return {
            key: edgeKey(edge),
            // From the object, so that the dashes of those that run in one lane coincide.
            path: bracket(endX, objectY, laneX, startX, rowY),
            flow: edge.flow,
            fresh: edge.fresh,
            ...weightOf(edge, row, ground.crowd),
            arrows,
            direct: edge.description === null,
            touches: touchedBy(edge),
        };
    });
}

/** Quiet descriptors have no line here: their rows say where they lead. */
function waysOf(scene: Scene, ground: Ground): readonly Way[] {
    const objects = new Map(scene.objects.map((card) => [card.id, card]));
    return scene.edges.flatMap((edge) => {
        const card = objects.get(edge.object);
        const box = ground.boxes.get(edge.object);
        const row = visiblePort(ground, edge);
        if (edge.flow === "quiet" || card === undefined || box === undefined || row === undefined) return [];
        const port = portOf(card, box, "right", edge.flow);
        const objectY = box.y + port.down;
        if (ground.isCovered(card.id, objectY)) return [];
        return [{ edge, lane: `${edge.object} ${edge.flow}`, row, objectY, leadsOn: port.leadsOn }];
    });
}

function stretchesOf(ways: readonly Way[]): readonly Stretch[] {
    const stretches = new Map<string, Stretch>();
    for (const {
        lane,
        row: { y: rowY },
        objectY,
    } of ways) {
        const known = stretches.get(lane);
        stretches.set(lane, {
            key: lane,
            first: 0,
            from: Math.min(rowY, objectY, known?.from ?? Infinity),
            to: Math.max(rowY, objectY, known?.to ?? -Infinity),
        });
    }
    return [...stretches.values()];
}
