/** Nothing that stays moves: what a card keeps, where it is drawn smaller, and where it may grow. */
import type { NodeId, Room } from "../card/card";
import type { ProcessCard, Scene } from "../scene/scene";
import { heightOfDescription, heightOfRows, roomOfDescription, roomOfObject } from "./cardHeight";
import type { Crowd } from "./crowd";
import { compactHeight, goneHeight, mostRows } from "./measures";
import { keepPassages } from "./passages";
import type { Placement } from "./placement";
import type { ColumnName, TakenPlaces } from "./takenPlaces";

/** `seen`: processes that are not drawn small in a crowd. */
export function keepPlaces(scene: Scene, previous: Placement | null, columns: TakenPlaces, crowd: Crowd, seen: ReadonlySet<NodeId>): void {
    if (previous === null) return;
    const keep = (column: ColumnName, id: NodeId, most: number, room: Room | null = null): void => {
        const kept = previous.places.get(id);
        if (kept !== undefined) columns.take(column, id, { ...kept, height: Math.min(kept.height, most), room: room ?? kept.room });
    };
    const isSmall = (card: ProcessCard): boolean => crowd.processes && !seen.has(card.id);
    for (const card of scene.processes) keep("processes", card.id, card.gone ? goneHeight : isSmall(card) ? compactHeight : Infinity);
    for (const card of scene.descriptions) {
        const room = roomOfDescription(crowd);
        keep("descriptions", card.id, heightOfDescription(room), room === "small" ? room : null);
    }
    for (const card of scene.objects) {
        if (crowd.channels && card.channel) keep("objects", card.id, card.shape.small.height, "small");
        else keep("objects", card.id, Infinity);
    }
    keepPassages(scene, previous, columns, crowd);
    for (const card of scene.processes) if (!isSmall(card)) growTable(card, columns);
    if (!crowd.processes && !crowd.channels) growSmallCards(scene, columns, crowd);
    growMappedFiles(scene, columns);
}

/** A table that outgrew its room takes free space below, if there is any; otherwise rows fold. */
function growTable(card: ProcessCard, columns: TakenPlaces): void {
    const own = columns.places.get(card.id);
    if (own === undefined || card.gone) return;
    for (let rows = Math.max(1, Math.min(card.rows.length, mostRows)); rows > 0 && heightOfRows(rows) > own.height; rows -= 1) {
        if (columns.enlarge("processes", card.id, heightOfRows(rows), own.room)) return;
    }
}

/** After a crowd: where there is space below. */
function growSmallCards(scene: Scene, columns: TakenPlaces, crowd: Crowd): void {
    const isSmall = (id: NodeId): boolean => columns.places.get(id)?.room === "small";
    for (const { id } of scene.descriptions) {
        if (isSmall(id)) columns.enlarge("descriptions", id, heightOfDescription("full"), "full");
    }
    const channels = scene.objects.filter((card) => card.channel);
    for (const card of channels) {
        const room = roomOfObject(card, channels.length, crowd);
        if (isSmall(card.id)) columns.enlarge("objects", card.id, card.shape[room].height, room);
    }
}

/** A file that is in somebody's memory now has bytes to show. */
function growMappedFiles(scene: Scene, columns: TakenPlaces): void {
    for (const { id, channel, room, shape } of scene.objects) {
        if (!channel && room === "full" && columns.places.get(id)?.room === "tight") {
            columns.enlarge("objects", id, shape.full.height, room);
        }
    }
}
