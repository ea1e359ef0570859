/**
 * Gives every node of a scene its place. Nothing that stays moves: a node keeps its place for as long as it lives, a new
 * one takes the free place nearest to what it is connected to. Pure.
 */
import { edgesByDescription } from "../scene/edgesByDescription";
import type { DescriptorEdge, NodeId, ProcessCard, Scene } from "../scene/scene";
import { heightOfDescription, heightOfObject, heightOfProcess, heightOfRows } from "./cardHeight";
import { routeColumns } from "./columnRoutes";
import { coversOf } from "./covers";
import { crowdOf, noCrowd, type Crowd } from "./crowd";
import { routeForks } from "./forkRoutes";
import { hintsOf, withoutNeedlessBackground } from "./hints";
import {
    bottomMargin,
    cardGap,
    compactDescription,
    compactHeight,
    compactPipe,
    crowdGap,
    descriptionHeight,
    goneHeight,
    mostPipes,
    mostRows,
    pipeAxis,
    pipeDetour,
    pipeHeight,
} from "./measures";
import type { Box, Place, PlacedRows, Placement, Port, Ports } from "./placement";
import { portKey } from "./portKey";
import { attended, placeTables } from "./processTables";
import { routeStack } from "./stackRoutes";
import { TakenPlaces } from "./takenPlaces";
import { arrange, type Arrangement, type Column, type View } from "./view";
import { isPipeCard } from "../scene/pipes";

/** `previous`: the placement before, of the same kind of arrangement; null at first. */
export function place(scene: Scene, previous: Placement | null, view: View): Placement {
    const arrangement = arrange(view);
    const places = new Map<NodeId, Place>();
    const crowd = crowdOf(scene, previous?.crowd ?? noCrowd);
    const columns = new TakenPlaces(arrangement, places, crowd.processes || crowd.pipes ? crowdGap : cardGap);

    keepPlaces(scene, previous, columns, crowd, attended(scene, view));
    placeNewProcesses(scene, columns, crowd);
    const boxes = new Map<NodeId, Box>();
    const rows = placeTables(scene, places, crowd, view, previous);
    for (const card of scene.processes) {
        boxes.set(card.id, boxIn(processColumn(arrangement), places.get(card.id)!.y, heightOfTable(card, rows.get(card.id)!)));
    }
    const ports = portsOf(scene, rows);
    const drawn = withoutFolded(scene, rows, crowd);
    placeNewDescriptions(drawn, columns, ports, crowd);
    placeNewObjects(drawn, columns, crowd);
    for (const card of drawn.descriptions) {
        if (arrangement.kind === "columns" && arrangement.descriptions !== null) {
            const own = places.get(card.id)!;
            boxes.set(card.id, boxIn(arrangement.descriptions, own.y, own.height));
        }
    }
    for (const card of drawn.objects) {
        const own = places.get(card.id)!;
        const unfolded = own.height === compactPipe && view.unfolded.includes(card.id);
        boxes.set(card.id, boxIn(objectColumn(arrangement), own.y, unfolded ? pipeHeight : own.height));
    }

    const isCovered = coversOf(boxes, places);
    const forks = routeForks(scene, boxes, previous?.forkLanes ?? new Map<NodeId, number>(), arrangement, isCovered);
    const ground = { boxes, ports, crowd, isCovered };
    const edges = withoutNeedlessBackground(
        arrangement.kind === "stack" ? routeStack(drawn, ground, arrangement) : routeColumns(drawn, ground, arrangement),
    );
    const bottom = Math.max(arrangement.top, ...[...boxes.values()].map((box) => box.y + box.height));
    return {
        arrangement,
        boxes,
        rows,
        edges,
        hints: hintsOf(edges),
        forks: forks.edges,
        width: arrangement.width,
        height: bottom + bottomMargin,
        places,
        forkLanes: forks.lanes,
        crowd,
    };
}

function heightOfTable(card: ProcessCard, { shown, more, compact }: PlacedRows): number {
    if (card.gone) return goneHeight;
    return compact ? compactHeight : heightOfRows(shown.length + (more === null ? 0 : 1));
}

/**
 * Files and the like to which only folded rows lead are folded with them. Pipes show, unless there are very many, and in
 * a crowd, where most rows are folded, terminals do.
 */
function withoutFolded(scene: Scene, rows: ReadonlyMap<NodeId, PlacedRows>, crowd: Crowd): Scene {
    const lines = new Map(scene.processes.map((card) => [card.id, new Set(rows.get(card.id)!.shown.map((row) => row.fd))]));
    const tooManyPipes = scene.objects.filter(isPipeCard).length > mostPipes;
    const staying = new Set(
        scene.objects.filter((card) => (isPipeCard(card) ? !tooManyPipes : crowd.processes && card.kind === "tty")).map((card) => card.id),
    );
    const isFolded = (edge: DescriptorEdge): boolean => !staying.has(edge.object) && !lines.get(edge.process)!.has(edge.fd);
    const folded = scene.edges.filter(isFolded);
    if (folded.length === 0) return scene;
    const edges = scene.edges.filter((edge) => !isFolded(edge));
    const descriptions = new Set(edges.map((edge) => edge.description));
    const objects = new Set(edges.map((edge) => edge.object));
    const hiddenDescriptions = new Set(folded.map((edge) => edge.description).filter((id) => !descriptions.has(id)));
    const hiddenObjects = new Set(folded.map((edge) => edge.object).filter((id) => !objects.has(id)));
    return {
        ...scene,
        // A folded row whose object shows for another's sake keeps its edge, from the line "n more".
        edges: scene.edges.filter((edge) => !hiddenDescriptions.has(edge.description)),
        descriptions: scene.descriptions.filter((card) => !hiddenDescriptions.has(card.id)),
        objects: scene.objects.filter((card) => !hiddenObjects.has(card.id)),
    };
}

function keepPlaces(scene: Scene, previous: Placement | null, columns: TakenPlaces, crowd: Crowd, seen: ReadonlySet<NodeId>): void {
    if (previous === null) return;
    const keep = (column: Place[], id: NodeId, most: number): void => {
        const kept = previous.places.get(id);
        if (kept !== undefined) columns.take(column, id, kept.height <= most ? kept : { y: kept.y, height: most });
    };
    const isSmall = (card: ProcessCard): boolean => crowd.processes && !seen.has(card.id);
    for (const card of scene.processes) keep(columns.processes, card.id, card.gone ? goneHeight : isSmall(card) ? compactHeight : Infinity);
    for (const card of scene.descriptions) keep(columns.descriptions, card.id, heightOfDescription(crowd));
    for (const card of scene.objects) keep(columns.objects, card.id, crowd.pipes && isPipeCard(card) ? compactPipe : Infinity);
    for (const card of scene.processes) if (!isSmall(card)) growTable(card, columns);
    if (crowd.processes || crowd.pipes) return;
    const pipes = scene.objects.filter(isPipeCard);
    for (const card of scene.descriptions) {
        if (columns.places.get(card.id)?.height === compactDescription) columns.enlarge(columns.descriptions, card.id, descriptionHeight);
    }
    for (const card of pipes) {
        if (columns.places.get(card.id)?.height === compactPipe) {
            columns.enlarge(columns.objects, card.id, heightOfObject(card, pipes.length, crowd));
        }
    }
}

/** A table that outgrew its room takes free space below, if there is any; otherwise rows fold. */
function growTable(card: ProcessCard, columns: TakenPlaces): void {
    const own = columns.places.get(card.id);
    if (own === undefined || card.gone) return;
    for (let rows = Math.max(1, Math.min(card.rows.length, mostRows)); rows > 0 && heightOfRows(rows) > own.height; rows -= 1) {
        if (columns.enlarge(columns.processes, card.id, heightOfRows(rows))) return;
    }
}

function placeNewProcesses(scene: Scene, columns: TakenPlaces, crowd: Crowd): void {
    const living = scene.processes.filter((card) => !card.gone).length;
    for (const card of scene.processes) {
        if (columns.places.has(card.id)) continue;
        const parent = card.parent === null ? undefined : columns.places.get(card.parent);
        const wanted = parent === undefined ? columns.bottomOf(columns.processes) : parent.y + parent.height + columns.gap;
        columns.take(columns.processes, card.id, columns.free(columns.processes, wanted, heightOfProcess(card, living, crowd)));
    }
}

function placeNewDescriptions(scene: Scene, columns: TakenPlaces, ports: Ports, crowd: Crowd): void {
    if (columns.arrangement.kind === "stack") return;
    const height = heightOfDescription(crowd);
    const edges = edgesByDescription(scene.edges);
    for (const card of scene.descriptions) {
        if (columns.places.has(card.id)) continue;
        // Beside the oldest process that has it, as when the user had watched it come into being.
        const all = edges.get(card.id) ?? [];
        const heights = all.filter((edge) => edge.process === all[0]?.process).map((edge) => ports.get(portKey(edge.process, edge.fd))!.y);
        const wanted = (mean(heights) ?? columns.arrangement.top) - height / 2;
        columns.take(columns.descriptions, card.id, columns.free(columns.descriptions, wanted, height));
    }
}

function placeNewObjects(scene: Scene, columns: TakenPlaces, crowd: Crowd): void {
    const pipes = scene.objects.filter(isPipeCard).length;
    for (const card of scene.objects) {
        if (columns.places.has(card.id)) continue;
        const height = heightOfObject(card, pipes, crowd);
        columns.take(columns.objects, card.id, columns.free(columns.objects, wantedForObject(scene, columns, card.id, height), height));
    }
}

function wantedForObject(scene: Scene, columns: TakenPlaces, id: NodeId, height: number): number {
    if (columns.arrangement.kind === "stack") {
        const users = scene.edges.filter((edge) => edge.object === id).map((edge) => columns.places.get(edge.process)!);
        return users.length === 0
            ? columns.bottomOf(columns.processes)
            : Math.max(...users.map((user) => user.y + user.height)) + columns.gap;
    }
    const card = scene.objects.find((object) => object.id === id)!;
    const port = height === compactPipe || !isPipeCard(card) ? height / 2 : (pipeAxis + pipeDetour) / 2;
    const centres = scene.descriptions
        .filter((description) => description.object === id)
        .map((description) => columns.places.get(description.id)!)
        .map((place) => place.y + place.height / 2);
    return (mean(centres) ?? columns.bottomOf(columns.objects) + port) - port;
}

function portsOf(scene: Scene, rows: ReadonlyMap<NodeId, PlacedRows>): Ports {
    const ports = new Map<string, Port>();
    for (const card of scene.processes) {
        const placed = rows.get(card.id)!;
        const shown = new Map(placed.shown.map((row) => [row.fd, row.y]));
        for (const row of card.rows) {
            const own = shown.get(row.fd);
            const y = own ?? placed.more?.y;
            if (y !== undefined) ports.set(portKey(card.id, row.fd), { y, folded: own === undefined });
        }
    }
    return ports;
}

function processColumn(arrangement: Arrangement): Column {
    return arrangement.kind === "stack" ? arrangement.cards : arrangement.processes;
}

function objectColumn(arrangement: Arrangement): Column {
    return arrangement.kind === "stack" ? arrangement.cards : arrangement.objects;
}

function boxIn(column: Column, y: number, height: number): Box {
    return { x: column.x, y, width: column.width, height };
}

function mean(values: readonly number[]): number | null {
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
