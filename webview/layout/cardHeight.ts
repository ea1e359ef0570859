/** How high a card is, and how much room it asks for when it appears. */
import type { Card, ProcessCard } from "../scene/scene";
import { crowd, descriptionHeight, mostRows, pipeHeight, plainHeight, processFoot, processHead, roomyRows, rowHeight, tightRows } from "./measures";

export function heightOfRows(rows: number): number {
    return processHead + rows * rowHeight + processFoot;
}

export function rowsInHeight(height: number): number {
    return Math.floor((height - processHead - processFoot) / rowHeight);
}

/** Room for a new process: its table and a few descriptors more. */
export function firstRoom(card: ProcessCard, living: number): number {
    if (living >= crowd) {
        const moving = card.rows.filter((row) => row.flow !== "quiet").length;
        return Math.min(mostRows, Math.max(tightRows, moving + 1));
    }
    return Math.min(mostRows, Math.max(roomyRows, card.rows.length + 1));
}

export function heightOfOther(card: Exclude<Card, ProcessCard>): number {
    if (card.kind === "description") return descriptionHeight;
    return card.kind === "pipe" || card.kind === "fifo" ? pipeHeight : plainHeight;
}

