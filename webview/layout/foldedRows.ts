/** Which rows of a process's card get a line when there is not room for all. */
import { isClosed, isOpen } from "../scene/isOpen";
import type { ProcessCard, SignalRow, TableRow } from "../scene/scene";
import { compactHeight, processHead, rowHeight } from "./measures";
import type { PlacedRows } from "./placement";

/** `before`: rows that had a line stay rather than others of equal interest. */
export function placeRows(card: ProcessCard, top: number, room: number, unfolded: boolean, before: PlacedRows | undefined): PlacedRows {
    const shownBefore = new Set(before?.shown.map((row) => row.key));
    const visible = unfolded || card.rows.length <= room ? card.rows : mostInteresting(card.rows, room - 1, shownBefore);
    const first = top + processHead + rowHeight / 2;
    const hidden = card.rows.filter((row) => !visible.includes(row));
    const lines = visible.length;
    const canFold = unfolded && card.rows.length > room;
    return {
        shown: visible.map((row, index) => ({ key: row.key, y: first + index * rowHeight })),
        more:
            hidden.length === 0 && !canFold
                ? null
                : { open: hidden.filter(isOpen).length, closed: hidden.filter(isClosed).length, y: first + lines * rowHeight },
        unfolded: canFold,
        compact: false,
    };
}

/** A card that has no room for rows: its whole table stands behind one port. */
export function placeCompact(card: ProcessCard, top: number): PlacedRows {
    const [open, closed] = [card.rows.filter(isOpen).length, card.rows.filter(isClosed).length];
    return {
        shown: [],
        more: card.rows.length === 0 ? null : { open, closed, y: top + compactHeight / 2 },
        unfolded: false,
        compact: true,
    };
}

/** The best rows, still in their order, each table's under its heading. */
function mostInteresting(rows: readonly TableRow[], count: number, shownBefore: ReadonlySet<string>): readonly TableRow[] {
    const rank = (row: TableRow): number => interest(row) + (shownBefore.has(row.key) ? 0.5 : 0);
    const ranked = rows.filter((row) => row.kind !== "heading").sort((one, other) => rank(other) - rank(one));
    for (let most = count; most > 0; most -= 1) {
        const best = withHeadings(rows, new Set(ranked.slice(0, most)));
        if (best.length <= count) return best;
    }
    return [];
}

function withHeadings(rows: readonly TableRow[], chosen: ReadonlySet<TableRow>): readonly TableRow[] {
    const headings = new Set<TableRow>();
    let heading: TableRow | null = null;
    for (const row of rows) {
        if (row.kind === "heading") heading = row;
        else if (row.kind === "descriptor" && heading !== null && chosen.has(row)) headings.add(heading);
    }
    return rows.filter((row) => chosen.has(row) || headings.has(row));
}

function interest(row: TableRow): number {
    if (row.kind === "signal") return signalInterest[row.is];
    const open = isOpen(row);
    if (row.waiting) return 6;
    if (row.mark !== null && open) return 5;
    if (open && (row.flow !== "quiet" || row.kind === "use")) return 4;
    if (row.mark !== null) return 3;
    return open ? 2 : 1;
}

/** A handler that runs is what the process does; what it will do with signals is of little interest as long as none comes. */
const signalInterest: Readonly<Record<SignalRow["is"], number>> = { running: 7, pending: 6, set: 3 };
