/** How high a card is, and how much room it asks for when it appears. */
import { isPipeCard } from "../scene/pipes";
import type { ObjectCard, ProcessCard } from "../scene/scene";
import type { Crowd } from "./crowd";
import {
    compactDescription,
    compactHeight,
    compactPipe,
    descriptionHeight,
    goneHeight,
    manyPipes,
    mostRows,
    mostTightRows,
    pipeHeight,
    plainHeight,
    processFoot,
    processHead,
    roomyRows,
    rowHeight,
    tightFrom,
    tightPipeHeight,
    tightRows,
} from "./measures";

export function heightOfRows(rows: number): number {
    return processHead + rows * rowHeight + processFoot;
}

export function rowsInHeight(height: number): number {
    return Math.floor((height - processHead - processFoot) / rowHeight);
}

/** Room for a new process. */
export function heightOfProcess(card: ProcessCard, living: number, crowd: Crowd): number {
    if (card.gone) return goneHeight;
    return crowd.processes ? compactHeight : heightOfRows(firstRoom(card, living));
}

/** Its table and a few descriptors more. */
function firstRoom(card: ProcessCard, living: number): number {
    if (living >= tightFrom) {
        const moving = card.rows.filter((row) => row.flow !== "quiet").length;
        return Math.min(mostTightRows, Math.max(tightRows, moving + 1));
    }
    return Math.min(mostRows, Math.max(roomyRows, card.rows.length + 1));
}

export function heightOfDescription(crowd: Crowd): number {
    return crowd.processes || crowd.pipes ? compactDescription : descriptionHeight;
}

/** Room for a new object. */
export function heightOfObject(card: ObjectCard, pipes: number, crowd: Crowd): number {
    if (!isPipeCard(card)) return plainHeight;
    if (crowd.pipes) return compactPipe;
    return pipes >= manyPipes || card.bytes === null ? tightPipeHeight : pipeHeight;
}
