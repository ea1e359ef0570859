/**
 * Gives every node of a scene its place. Nothing that stays moves: a node keeps its place for as long as it lives, a new
 * one takes the free place nearest to what it is connected to. Pure.
 */
import type { NodeId, PlacedCard, Room } from "../card/card";
import type { ProcessCard, Scene } from "../scene/scene";
import { heightOfRows } from "./cardHeight";
import { routeColumns } from "./columnRoutes";
import { coversOf } from "./covers";
import { crowdOf, noCrowd, type Crowd } from "./crowd";
import { withoutFolded } from "./foldedObjects";
import { reachedIn } from "./reached";
import { routeSignals } from "./signalRoutes";
import { routeForks } from "./forkRoutes";
import { hintsOf, withoutNeedlessBackground } from "./hints";
import { routeJoints } from "./jointRoutes";
import { keepPlaces } from "./keptPlaces";
import { known } from "./known";
import { bottomMargin, cardGap, compactGap, compactHeight, crowdGap, goneHeight } from "./measures";
import { placeNewDescriptions, placeNewObjects, placeNewProcesses } from "./newPlaces";
import { passageKeys, placePassages } from "./passages";
import type { Place, PlacedRows, Placement, Port, Ports } from "./placement";
import { attended, placeTables } from "./processTables";
import { routeStack } from "./stackRoutes";
import { TakenPlaces } from "./takenPlaces";
import { arrange, type Arrangement, type Column, type View } from "./view";

/** `previous`: the placement before, of the same kind of arrangement; null at first. */
export function place(scene: Scene, previous: Placement | null, view: View): Placement {
    const arrangement = arrange(view);
    const places = new Map<NodeId, Place>();
    const crowd = crowdOf(scene, previous?.crowd ?? noCrowd, view.compact === true);
    const columns = new TakenPlaces(arrangement, places, gapOf(crowd, view));

    const seen = attended(scene, view);
    keepPlaces(scene, previous, columns, crowd, seen);
    placeNewProcesses(scene, columns, crowd, view.compact === true || view.uncovered === true ? seen : new Set());
    const boxes = new Map<NodeId, PlacedCard>();
    const rows = placeTables(scene, places, crowd, view, previous);
    for (const card of scene.processes) {
        const table = known(rows, card.id);
        const room = table.compact ? "small" : "full";
        boxes.set(
            card.id,
            cardIn(processColumn(arrangement, known(places, card.id)), known(places, card.id).y, heightOfTable(card, table), room),
        );
    }
    const ports = portsOf(scene, rows);
    const drawn = withoutFolded(scene, rows, crowd);
    placeNewDescriptions(drawn, columns, ports, crowd);
    placeNewObjects(drawn, columns, ports, crowd);
    placePassages(drawn, columns, ports, crowd);
    for (const card of drawn.descriptions) {
        if (arrangement.kind === "columns" && arrangement.descriptions !== null) {
            const own = known(places, card.id);
            const column = own.side === "left" ? arrangement.descriptions : (arrangement.right?.descriptions ?? arrangement.descriptions);
            boxes.set(card.id, cardIn(column, own.y, own.height, own.room));
        }
    }
    for (const card of drawn.objects) {
        const own = known(places, card.id);
        const unfolded = own.room === "small" && view.unfolded.includes(card.id);
        const [height, room] = unfolded ? [card.shape.full.height, "full" as const] : [own.height, own.room];
        boxes.set(card.id, cardIn(objectColumn(arrangement), own.y, height, room));
    }

    const isCovered = coversOf(boxes, places);
    const ground = { boxes, places, ports, crowd, isCovered };
    const forks = routeForks(scene, ground, previous?.forkLanes ?? new Map<NodeId, number>(), arrangement);
    const joints = routeJoints(scene, ground, previous?.jointLanes ?? new Map<string, number>(), arrangement);
    const edges = withoutNeedlessBackground(
        arrangement.kind === "stack" ? routeStack(drawn, ground, arrangement) : routeColumns(drawn, ground, arrangement),
    );
    const passed = passageKeys(drawn, places, crowd).flatMap((key) => places.get(key) ?? []);
    const bottom = Math.max(arrangement.top, ...[...boxes.values(), ...passed].map((box) => box.y + box.height));
    return {
        arrangement,
        boxes,
        reached: reachedIn(drawn, places, arrangement),
        rows,
        edges,
        hints: hintsOf(edges),
        forks: forks.edges,
        signals: routeSignals(scene, ground, rows),
        joints: joints.joints,
        width: arrangement.width,
        height: bottom + bottomMargin,
        places,
        forkLanes: forks.lanes,
        jointLanes: joints.lanes,
        crowd,
    };
}

function gapOf(crowd: Crowd, view: View): number {
    if (view.compact === true) return compactGap;
    return crowd.processes || crowd.channels ? crowdGap : cardGap;
}

function heightOfTable(card: ProcessCard, { shown, more, compact }: PlacedRows): number {
    if (card.gone) return goneHeight;
    return compact ? compactHeight : heightOfRows(shown.length + (more === null ? 0 : 1));
}

function portsOf(scene: Scene, rows: ReadonlyMap<NodeId, PlacedRows>): Ports {
    const ports = new Map<string, Port>();
    for (const card of scene.processes) {
        const placed = known(rows, card.id);
        const shown = new Map(placed.shown.map((row) => [row.key, row.y]));
        for (const row of card.rows) {
            const own = shown.get(row.key);
            const y = own ?? placed.more?.y;
            if (y !== undefined) ports.set(row.key, { y, folded: own === undefined });
        }
    }
    return ports;
}

function processColumn(arrangement: Arrangement, { side }: Place): Column {
    if (arrangement.kind === "stack") return arrangement.cards;
    return side === "left" ? arrangement.processes : (arrangement.right?.processes ?? arrangement.processes);
}

function objectColumn(arrangement: Arrangement): Column {
    return arrangement.kind === "stack" ? arrangement.cards : arrangement.objects;
}

function cardIn(column: Column, y: number, height: number, room: Room): PlacedCard {
    return { x: column.x, y, width: column.width, height, room };
}
