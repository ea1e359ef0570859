/** How high a card is, and how much room it asks for when it appears. */
import { isPipeCard } from "../scene/pipes";
import type { ObjectCard, ProcessCard } from "../scene/scene";
import { crowd, manyPipes, mostRows, mostTightRows, pipeHeight, plainHeight, processFoot, processHead, roomyRows, rowHeight, tightPipeHeight, tightRows } from "./measures";

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
        return Math.min(mostTightRows, Math.max(tightRows, moving + 1));
    }
    return Math.min(mostRows, Math.max(roomyRows, card.rows.length + 1));
}

/** Room for a new object. It stays the same for life. */
export function heightOfObject(card: ObjectCard, pipes: number): number {
    if (!isPipeCard(card)) return plainHeight;
    return pipes >= manyPipes || card.bytes === null ? tightPipeHeight : pipeHeight;
}

