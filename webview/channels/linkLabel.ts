/**
 * The words at the ends of edges: "fd 0". They stand beside their line where it runs straight (metrics.ts), and only where
 * no other line and no other words are. Pure.
 */
import type { Box } from "../card/card";
import { pointAt } from "./axes";
import type { PlacedLink } from "./chartPlacement";
import { groupsOf } from "./groups";
import { headLength, isUserLayer, type Metrics } from "./metrics";
import type { Passages } from "./passagesOfLayers";
import type { Ports } from "./ports";
import { sideOf, type Way } from "./ways";

type Label = NonNullable<PlacedLink["label"]>;

/** Of the widest usual typeface at this size, in pixels: more room than most need. */
const letter = 6.4;
const slimLetter = 3.9;
const slim = /[ ,.:;fijlrt]/;
const ascent = 8;
const descent = 3;
/** Between words and a line, and to what is beside them. */
const clear = 3;

interface Stretch {
    readonly from: number;
    readonly to: number;
}

/** Pixels at zoom 1. */
export function widthOfWords(text: string): number {
    return Math.ceil([...text].reduce((width, each) => width + (slim.test(each) ? slimLetter : letter), 0));
}

/** What a label takes of the picture, as far as it can be known before it is drawn. */
export function boxOfLabel({ x, y, text, anchor }: Label): Box {
    const width = widthOfWords(text);
    return { x: anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x, y: y - ascent, width, height: ascent + descent };
}

/** By way: its label, where there is room for one. */
export function labelsOf(
    ways: readonly Way[],
    ports: ReadonlyMap<Way, Ports>,
    passages: Passages,
    metrics: Metrics,
): ReadonlyMap<Way, Label> {
    const lines = linesBeside(ways, ports, passages);
    const taken = new Map<string, Stretch[]>();
    const labels = new Map<Way, Label>();
    const visible = ways.filter(({ text, look }) => text !== null && !look.background);
    for (const side of groupsOf(visible, ({ from, to }) => besideName(from.layer, sideOf(from, to)))) {
        const [name, own] = side;
        for (const way of [...own].sort((one, other) => acrossOf(one, ports) - acrossOf(other, ports))) {
            const found = labelOf(way, acrossOf(way, ports), lines.get(name) ?? [], taken.get(name) ?? [], metrics);
            if (found === null) continue;
            labels.set(way, found.label);
            taken.set(name, [...(taken.get(name) ?? []), found.across]);
        }
    }
    return labels;
}

function acrossOf(way: Way, ports: ReadonlyMap<Way, Ports>): number {
    return ports.get(way)?.from ?? 0;
}

function besideName(layer: number, side: "before" | "after"): string {
    return `${layer} ${side}`;
}

/** Where lines run before and after each layer, across. */
function linesBeside(ways: readonly Way[], ports: ReadonlyMap<Way, Ports>, passages: Passages): ReadonlyMap<string, readonly number[]> {
    const lines = new Map<string, number[]>();
    const add = (layer: number, side: "before" | "after", across: number): void => {
        const name = besideName(layer, side);
        const known = lines.get(name);
        if (known === undefined) lines.set(name, [across]);
        else known.push(across);
    };
    for (const way of ways) {
        const { from, to, look } = way;
        if (look.background) continue;
        add(from.layer, sideOf(from, to), ports.get(way)?.from ?? 0);
        add(to.layer, sideOf(to, from), ports.get(way)?.to ?? 0);
        const first = Math.min(from.layer, to.layer) + 1;
        for (const [index, across] of (passages.get(way) ?? []).entries()) {
            if (!isUserLayer(first + index)) continue;
            add(first + index, "before", across);
            add(first + index, "after", across);
        }
    }
    return lines;
}

interface Found {
    readonly label: Label;
    readonly across: Stretch;
}

function labelOf(way: Way, across: number, lines: readonly number[], taken: readonly Stretch[], metrics: Metrics): Found | null {
    const { from, to, headAtFrom, text } = way;
    if (text === null) return null;
    const side = sideOf(from, to);
    const out = side === "after" ? 1 : -1;
    const tip = side === "after" ? from.to : from.from;
    const away = headAtFrom ? headLength + 2 : 4;
    const isFree = ({ from: first, to: last }: Stretch): boolean =>
        lines.every((line) => line <= first - clear + 1 || line >= last + clear - 1) &&
        taken.every((other) => other.to + clear <= first || other.from - clear >= last);
    const length = metrics.direction === "right" ? widthOfWords(text) : ascent + descent;
    if (away + length > metrics.words) return null;
    for (const place of metrics.direction === "right" ? besideLine(across) : underCard(across, widthOfWords(text))) {
        if (!isFree(place.stretch)) continue;
        const at = metrics.direction === "right" ? tip + out * away : tip + (out > 0 ? away + ascent : -away - descent);
        const anchor = place.anchor ?? (out > 0 ? "start" : "end");
        return { label: { ...pointAt(at, place.at, metrics.direction), text, anchor }, across: place.stretch };
    }
    return null;
}

interface Place {
    /** Where the words are anchored, across. */
    readonly at: number;
    readonly stretch: Stretch;
    /** null: as the side says. */
    readonly anchor: Label["anchor"] | null;
}

/** Above a line to the right, or below it. */
function besideLine(across: number): readonly Place[] {
    return [
        { at: across - clear, stretch: { from: across - clear - ascent, to: across - clear }, anchor: null },
        { at: across + clear + ascent, stretch: { from: across + clear, to: across + clear + ascent + descent }, anchor: null },
    ];
}

/** Right of a line that runs down, or left of it. */
function underCard(across: number, width: number): readonly Place[] {
    return [
        { at: across + clear, stretch: { from: across + clear, to: across + clear + width }, anchor: "start" },
        { at: across - clear, stretch: { from: across - clear - width, to: across - clear }, anchor: "end" },
    ];
}
