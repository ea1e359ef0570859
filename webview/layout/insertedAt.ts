/** A card that the user puts somewhere in its column: those behind it make room, and nobody else moves. Pure. */
import { grid } from "./measures";

export interface Item {
    readonly id: string;
    readonly at: number;
    readonly size: number;
}

/**
 * Where each stands then; only those that move are told. `wanted`: where the card's beginning is to be. Whose middle lies
 * before that of the card stays before it.
 */
export function insertedAt(column: readonly Item[], id: string, wanted: number, top: number, gap: number): ReadonlyMap<string, number> {
    const own = column.find((item) => item.id === id);
    if (own === undefined) return new Map();
    const middle = wanted + own.size / 2;
    const others = column.filter((item) => item !== own).sort((one, other) => one.at - other.at);
    const before = others.filter((item) => item.at + item.size / 2 <= middle);
    const behind = others.filter((item) => !before.includes(item));
    const first = Math.max(top, ...before.map((item) => item.at + item.size + gap));
    const at = Math.ceil(Math.max(first, wanted) / grid) * grid;
    const moved = new Map([[id, at]]);
    let free = at + own.size + gap;
    for (const item of behind) {
        const place = Math.max(item.at, Math.ceil(free / grid) * grid);
        if (place !== item.at) moved.set(item.id, place);
        free = place + item.size + gap;
    }
    return moved;
}
