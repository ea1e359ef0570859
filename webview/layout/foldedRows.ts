/** Which descriptors of a table get a line when there is not room for all. */
import type { DescriptorRow, ProcessCard } from "../scene/scene";
import { compactHeight, processHead, rowHeight } from "./measures";
import type { PlacedRows } from "./placement";

/** `before`: rows that had a line stay rather than others of equal interest. */
export function placeRows(card: ProcessCard, top: number, room: number, unfolded: boolean, before: PlacedRows | undefined): PlacedRows {
    const shownBefore = new Set(before?.shown.map((row) => row.fd));
    const visible = unfolded || card.rows.length <= room ? card.rows : mostInteresting(card.rows, room - 1, shownBefore);
    const first = top + processHead + rowHeight / 2;
    const hidden = card.rows.filter((row) => !visible.includes(row));
    const lines = visible.length;
    const canFold = unfolded && card.rows.length > room;
    return {
        shown: visible.map((row, index) => ({ fd: row.fd, y: first + index * rowHeight })),
        more:
            hidden.length === 0 && !canFold
                ? null
                : {
                      open: hidden.filter((row) => row.open).length,
                      closed: hidden.filter((row) => !row.open).length,
                      y: first + lines * rowHeight,
                  },
        unfolded: canFold,
        compact: false,
    };
}

/** A card that has no room for rows: its whole table stands behind one port. */
export function placeCompact(card: ProcessCard, top: number): PlacedRows {
    const open = card.rows.filter((row) => row.open).length;
    return {
        shown: [],
        more: card.rows.length === 0 ? null : { open, closed: card.rows.length - open, y: top + compactHeight / 2 },
        unfolded: false,
        compact: true,
    };
}

/** The best rows, still in the order of their numbers. */
function mostInteresting(rows: readonly DescriptorRow[], count: number, shownBefore: ReadonlySet<number>): readonly DescriptorRow[] {
    const rank = (row: DescriptorRow): number => interest(row) + (shownBefore.has(row.fd) ? 0.5 : 0);
    const best = new Set([...rows].sort((one, other) => rank(other) - rank(one) || one.fd - other.fd).slice(0, count));
    return rows.filter((row) => best.has(row));
}

function interest(row: DescriptorRow): number {
    const moves = row.flow !== "quiet";
    if (row.mark !== null && row.open) return 5;
    if (row.open && moves) return 4;
    if (row.mark !== null) return 3;
    return row.open ? 2 : 1;
}
