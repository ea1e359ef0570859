/** How high a card is, and how much room it asks for when it appears. */
import type { Room } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import type { ProcessCard } from "../scene/scene";
import type { Crowd } from "./crowd";
import {
    compactDescription,
    compactHeight,
    descriptionHeight,
    goneHeight,
    manyChannels,
    mostRows,
    mostTightRows,
    processFoot,
    processHead,
    roomyRows,
    rowHeight,
    tightFrom,
    tightRows,
} from "./measures";

export function heightOfRows(rows: number): number {
    return processHead + rows * rowHeight + processFoot;
}

export function rowsInHeight(height: number): number {
    return Math.floor((height - processHead - processFoot) / rowHeight);
}

/** Room for a new process. */
export function heightOfProcess(card: ProcessCard, living: number, small: boolean): number {
    if (card.gone) return goneHeight;
    return small ? compactHeight : heightOfRows(firstRoom(card, living));
}

/** Its table and a few descriptors more. */
function firstRoom(card: ProcessCard, living: number): number {
    if (living >= tightFrom) {
        const moving = card.rows.filter((row) => row.flow !== "quiet").length;
        return Math.min(mostTightRows, Math.max(tightRows, moving + 1));
    }
    return Math.min(mostRows, Math.max(roomyRows, card.rows.length + 1));
}

export function roomOfDescription(crowd: Crowd): Room {
    return crowd.processes || crowd.channels ? "small" : "full";
}

export function heightOfDescription(room: Room): number {
    return room === "small" ? compactDescription : descriptionHeight;
}

/** How much a new object may say. `channels`: how many there are. */
export function roomOfObject(card: ObjectCard, channels: number, crowd: Crowd): Room {
    if (!card.channel) return card.room;
    if (crowd.channels) return "small";
    return channels >= manyChannels ? "tight" : card.room;
}
