/**
 * Gives every node of a scene its place. Nothing that stays moves: a node keeps its place for as long as it lives, a new
 * one takes the free place nearest to what it is connected to. Pure.
 */
import { edgesByDescription } from "../scene/edgesByDescription";
import type { DescriptorEdge, NodeId, ProcessCard, Scene } from "../scene/scene";
import { firstRoom, heightOfObject, heightOfRows, rowsInHeight } from "./cardHeight";
import { routeColumns } from "./columnRoutes";
import { placeRows } from "./foldedRows";
import { routeForks } from "./forkRoutes";
import { freePlace, isFree } from "./freePlace";
import { bottomMargin, cardGap, descriptionHeight, goneHeight, mostPipes, mostRows, pipeAxis, pipeDetour, plainHeight } from "./measures";
import type { Box, Place, PlacedRows, Placement, Port, Ports } from "./placement";
import { portKey } from "./portKey";
import { routeStack } from "./stackRoutes";
import { arrange, type Arrangement, type Column, type View } from "./view";
import { isPipeCard } from "../scene/pipes";

/** `previous`: the placement before, of the same kind of arrangement; null at first. */
export function place(scene: Scene, previous: Placement | null, view: View): Placement {
    const arrangement = arrange(view);
    const places = new Map<NodeId, Place>();
    const columns = new Columns(arrangement, places);

    keepPlaces(scene, previous, columns);
    placeNewProcesses(scene, columns);
    const boxes = new Map<NodeId, Box>();
    const rows = new Map<NodeId, PlacedRows>();
    for (const card of scene.processes) {
        const own = places.get(card.id)!;
        const placed = placeRows(card, own.y, rowsInHeight(own.height), view.unfolded.includes(card.id), previous?.rows.get(card.id));
        const lines = placed.shown.length + (placed.more === null ? 0 : 1);
        rows.set(card.id, placed);
        boxes.set(card.id, boxIn(processColumn(arrangement), own.y, card.gone ? goneHeight : heightOfRows(lines)));
    }
    const ports = portsOf(scene, rows);
    const drawn = withoutFolded(scene, rows);
    placeNewDescriptions(drawn, columns, ports);
    placeNewObjects(drawn, columns);
    for (const card of drawn.descriptions) {
        if (arrangement.kind === "columns" && arrangement.descriptions !== null) {
            boxes.set(card.id, boxIn(arrangement.descriptions, places.get(card.id)!.y, descriptionHeight));
        }
    }
    for (const card of drawn.objects) {
        const own = places.get(card.id)!;
        boxes.set(card.id, boxIn(objectColumn(arrangement), own.y, own.height));
    }

    const forks = routeForks(scene, boxes, previous?.forkLanes ?? new Map<NodeId, number>(), arrangement);
    const edges = arrangement.kind === "stack" ? routeStack(drawn, boxes, ports, arrangement) : routeColumns(drawn, boxes, ports, arrangement);
    const bottom = Math.max(arrangement.top, ...[...boxes.values()].map((box) => box.y + box.height));
    return {
        arrangement,
        boxes,
        rows,
        edges,
        forks: forks.edges,
        width: arrangement.width,
        height: bottom + bottomMargin,
        places,
        forkLanes: forks.lanes,
    };
}

/** Files and the like to which only folded rows lead are folded with them. Pipes show, unless there are very many. */
function withoutFolded(scene: Scene, rows: ReadonlyMap<NodeId, PlacedRows>): Scene {
    const lines = new Map(scene.processes.map((card) => [card.id, new Set(rows.get(card.id)!.shown.map((row) => row.fd))]));
    const allPipes = scene.objects.filter(isPipeCard);
    const pipes = new Set(allPipes.length > mostPipes ? [] : allPipes.map((card) => card.id));
    const isFolded = (edge: DescriptorEdge): boolean => !pipes.has(edge.object) && !lines.get(edge.process)!.has(edge.fd);
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

/** Which places are taken, column by column. A stack has one column for all. */
class Columns {
    readonly processes: Place[] = [];
    readonly descriptions: Place[];
    readonly objects: Place[];

    constructor(readonly arrangement: Arrangement, readonly places: Map<NodeId, Place>) {
        this.descriptions = [];
        this.objects = arrangement.kind === "stack" ? this.processes : [];
    }

    /** Below everything in a column. */
    bottomOf(column: readonly Place[]): number {
        return column.length === 0 ? this.arrangement.top : Math.max(...column.map((place) => place.y + place.height)) + cardGap;
    }

    free(column: readonly Place[], wanted: number, height: number): Place {
        return freePlace(column, wanted, height, this.arrangement.top);
    }

    take(column: Place[], id: NodeId, place: Place): void {
        column.push(place);
        this.places.set(id, place);
    }
}

function keepPlaces(scene: Scene, previous: Placement | null, columns: Columns): void {
    if (previous === null) return;
    for (const card of scene.processes) {
        const kept = previous.places.get(card.id);
        if (kept !== undefined) columns.take(columns.processes, card.id, card.gone ? { y: kept.y, height: goneHeight } : kept);
    }
    for (const card of scene.descriptions) {
        const kept = previous.places.get(card.id);
        if (kept !== undefined) columns.take(columns.descriptions, card.id, kept);
    }
    for (const card of scene.objects) {
        const kept = previous.places.get(card.id);
        if (kept !== undefined) columns.take(columns.objects, card.id, kept);
    }
    for (const card of scene.processes) grow(card, columns);
}

/** A table that outgrew its room takes free space below, if there is any; otherwise rows fold. */
function grow(card: ProcessCard, columns: Columns): void {
    const own = columns.places.get(card.id);
    if (own === undefined || card.gone) return;
    const others = columns.processes.filter((place) => place !== own);
    for (let rows = Math.min(card.rows.length, mostRows); heightOfRows(rows) > own.height; rows -= 1) {
        if (!isFree(others, own.y, heightOfRows(rows))) continue;
        columns.processes.splice(columns.processes.indexOf(own), 1);
        columns.take(columns.processes, card.id, { y: own.y, height: heightOfRows(rows) });
        return;
    }
}

function placeNewProcesses(scene: Scene, columns: Columns): void {
    const living = scene.processes.filter((card) => !card.gone).length;
    for (const card of scene.processes) {
        if (columns.places.has(card.id)) continue;
        const parent = card.parent === null ? undefined : columns.places.get(card.parent);
        const wanted = parent === undefined ? columns.bottomOf(columns.processes) : parent.y + parent.height + cardGap;
        const height = card.gone ? goneHeight : heightOfRows(firstRoom(card, living));
        columns.take(columns.processes, card.id, columns.free(columns.processes, wanted, height));
    }
}

function placeNewDescriptions(scene: Scene, columns: Columns, ports: Ports): void {
    if (columns.arrangement.kind === "stack") return;
    const edges = edgesByDescription(scene.edges);
    for (const card of scene.descriptions) {
        if (columns.places.has(card.id)) continue;
        // Beside the oldest process that has it, as when the user had watched it come into being.
        const all = edges.get(card.id) ?? [];
        const heights = all.filter((edge) => edge.process === all[0]?.process).map((edge) => ports.get(portKey(edge.process, edge.fd))!.y);
        const wanted = (mean(heights) ?? columns.arrangement.top) - descriptionHeight / 2;
        columns.take(columns.descriptions, card.id, columns.free(columns.descriptions, wanted, descriptionHeight));
    }
}

function placeNewObjects(scene: Scene, columns: Columns): void {
    const pipes = scene.objects.filter(isPipeCard).length;
    for (const card of scene.objects) {
        if (columns.places.has(card.id)) continue;
        const height = heightOfObject(card, pipes);
        columns.take(columns.objects, card.id, columns.free(columns.objects, wantedForObject(scene, columns, card.id), height));
    }
}

function wantedForObject(scene: Scene, columns: Columns, id: NodeId): number {
    if (columns.arrangement.kind === "stack") {
        const users = scene.edges.filter((edge) => edge.object === id).map((edge) => columns.places.get(edge.process)!);
        return users.length === 0 ? columns.bottomOf(columns.processes) : Math.max(...users.map((user) => user.y + user.height)) + cardGap;
    }
    const card = scene.objects.find((object) => object.id === id)!;
    const port = isPipeCard(card) ? (pipeAxis + pipeDetour) / 2 : plainHeight / 2;
    const centres = scene.descriptions
        .filter((description) => description.object === id)
        .map((description) => columns.places.get(description.id)!.y + descriptionHeight / 2);
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
