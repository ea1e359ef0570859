/** Tables after the user has put a card elsewhere: in its column, or in that at the other side of the objects. Pure. */
import type { NodeId, Side } from "../card/card";
import { insertedAt, type Item } from "./insertedAt";
import { cardGap } from "./measures";
import type { Place, Placement } from "./placement";
import type { Arrangement, Column } from "./view";

/** A corner, in pixels at zoom 1. */
export interface Target {
    readonly x: number;
    readonly y: number;
}

/** The same placement when there is no such card. What it holds beside places is that of before: it is for the next to keep. */
export function moved(placement: Placement, id: NodeId, { x, y }: Target): Placement {
    const { arrangement, places } = placement;
    const place = places.get(id);
    const from = columnOf(placement, id);
    if (place === undefined || from === null) return placement;
    const side = sideAt(arrangement, from, x) ?? place.side;
    const to = from.split(" ", 1).join("") + (from.includes(" ") ? ` ${side}` : "");
    const column: Item[] = [{ id, at: place.y, size: place.height }];
    for (const [other, own] of places) {
        if (other !== id && columnOf(placement, other) === to) column.push({ id: other, at: own.y, size: own.height });
    }
    const gap = Math.min(cardGap, ...gapsIn(column.slice(1)));
    const now = new Map<NodeId, Place>(places);
    for (const [other, top] of insertedAt(column, id, y, arrangement.top, gap)) {
        const own = places.get(other);
        if (own !== undefined) now.set(other, { ...own, y: top, side: other === id ? side : own.side });
    }
    return { ...placement, places: now };
}

/** "processes left"; "objects"; "cards" in a stack. null: it has no card. A passage belongs to the column that it passes. */
function columnOf({ arrangement, boxes, places }: Placement, id: NodeId): string | null {
    const box = boxes.get(id);
    if (arrangement.kind === "stack") return box === undefined ? null : "cards";
    if (id.includes("~")) return id.endsWith("~objects") ? "objects" : `descriptions ${places.get(id)?.side ?? "left"}`;
    if (box === undefined) return null;
    const { processes, descriptions, objects, right } = arrangement;
    const named: readonly (readonly [string, Column | null | undefined])[] = [
        ["processes left", processes],
        ["descriptions left", descriptions],
        ["objects", objects],
        ["descriptions right", right?.descriptions],
        ["processes right", right?.processes],
    ];
    return named.find(([, column]) => column?.x === box.x)?.[0] ?? null;
}

/** null: what stands there has no side. */
function sideAt(arrangement: Arrangement, column: string, x: number): Side | null {
    if (arrangement.kind === "stack" || arrangement.right === null || !column.includes(" ")) return null;
    return x < arrangement.width / 2 - arrangement.processes.width / 2 ? "left" : "right";
}

/** As close as cards stand there now. */
function gapsIn(column: readonly Item[]): readonly number[] {
    const sorted = [...column].sort((one, other) => one.at - other.at);
    return sorted.slice(1).map((item, index) => Math.max(4, item.at - (sorted[index]?.at ?? 0) - (sorted[index]?.size ?? 0)));
}
