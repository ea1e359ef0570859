/** How well a placed picture can be read, in numbers. Pure, and of either view: it asks for boxes and paths alone. */
import type { Box, NodeId } from "../../../webview/card/card";
import type { Frame } from "../../../webview/layout/zoom";
import { flatPath, type Piece } from "./flatPath";

export interface MeasuredLine {
    readonly path: string;
    /** It is drawn by itself only when the user points at it. */
    readonly pale: boolean;
}

export interface Measured {
    readonly boxes: ReadonlyMap<NodeId, Box>;
    readonly lines: readonly MeasuredLine[];
    /** The words beside lines. */
    readonly labels?: readonly Box[];
    /** At which the picture is drawn. */
    readonly zoom: number;
    readonly frame: Frame;
}

export interface Readability {
    /** Lines of which a part lies under or over a card. */
    readonly throughCards: number;
    /** Pairs of lines that cross. */
    readonly crossings: number;
    /** Words that lie over a line, over other words or over a card. */
    readonly coveredWords: number;
    /** Percent of the window's width left and right of all cards. */
    readonly unusedWidth: number;
    /** Pixels. */
    readonly smallestText: number;
    /** Cards of which a part is below or beside the window when the picture stands at its top. */
    readonly outOfSight: number;
    /** Percent. */
    readonly zoom: number;
}

/** The marks and notes on cards, in pixels at zoom 1 (webview/frame/frame.ts). */
const smallestType = 10;
/** A line may touch a card's border. */
const border = 1.5;

export function readabilityOf({ boxes, lines, labels = [], zoom, frame }: Measured): Readability {
    const drawn = lines.filter((line) => !line.pale).map((line) => flatPath(line.path));
    const cards = [...boxes.values()];
    const left = Math.min(...cards.map((box) => box.x));
    const right = Math.max(...cards.map((box) => box.x + box.width));
    const used = cards.length === 0 ? 0 : Math.min(frame.width, (right - left) * zoom);
    return {
        throughCards: drawn.filter((pieces) => cards.some((box) => pieces.some((piece) => isInside(piece, box)))).length,
        crossings: crossingsOf(drawn),
        coveredWords: labels.filter((label, index) => isCovered(label, drawn, [...cards, ...labels.filter((_, other) => other !== index)]))
            .length,
        unusedWidth: Math.round(100 * (1 - used / frame.width)),
        smallestText: Math.round(smallestType * zoom * 10) / 10,
        outOfSight: cards.filter((box) => (box.y + box.height) * zoom > frame.height || (box.x + box.width) * zoom > frame.width).length,
        zoom: Math.round(zoom * 100),
    };
}

function isCovered(label: Box, lines: readonly (readonly Piece[])[], others: readonly Box[]): boolean {
    return others.some((box) => overlap(label, box)) || lines.some((pieces) => pieces.some((piece) => isInside(piece, label)));
}

export function overlap(one: Box, other: Box): boolean {
    return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

/** Pairs of lines that cross anywhere but at an end of either, where they meet. */
function crossingsOf(lines: readonly (readonly Piece[])[]): number {
    let count = 0;
    for (const [index, line] of lines.entries()) {
        for (const other of lines.slice(index + 1)) if (line.some((piece) => other.some((beside) => cross(piece, beside)))) count += 1;
    }
    return count;
}

function cross(one: Piece, other: Piece): boolean {
    return sideOf(one, other.from) * sideOf(one, other.to) < 0 && sideOf(other, one.from) * sideOf(other, one.to) < 0;
}

/** Below and above zero for a point left and right of the line; 0 on it. */
function sideOf({ from, to }: Piece, { x, y }: Piece["from"]): number {
    const side = (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
    return Math.abs(side) < 1e-6 ? 0 : Math.sign(side);
}

/** Liang and Barsky's way: the part of the piece that each side of the box leaves. */
function isInside({ from, to }: Piece, box: Box): boolean {
    let [enters, leaves] = [0, 1];
    const across = to.x - from.x;
    const down = to.y - from.y;
    const sides = [
        [-across, from.x - (box.x + border)],
        [across, box.x + box.width - border - from.x],
        [-down, from.y - (box.y + border)],
        [down, box.y + box.height - border - from.y],
    ] as const;
    for (const [change, distance] of sides) {
        if (change === 0) {
            if (distance <= 0) return false;
            continue;
        }
        const part = distance / change;
        if (change < 0) enters = Math.max(enters, part);
        else leaves = Math.min(leaves, part);
    }
    return enters < leaves;
}
