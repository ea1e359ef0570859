/**
 * Sizes in CSS pixels at zoom 1, in the axes of the layout: `along` the way of the data, from layer to layer; `across`,
 * within a layer. Pure.
 */
import type { ChartNode } from "./chart";

/** Which way data flow: to the right in a wide window, down in a narrow one. */
export type Direction = "right" | "down";

export interface Metrics {
    readonly direction: Direction;
    /** Thickness of a layer of users, and of one of channels. */
    readonly users: number;
    readonly channels: number;
    /** Between two layers: edges are there. */
    readonly gutter: number;
    /** Of a user's card within its layer, and of a tube. */
    readonly userSize: number;
    readonly tubeSize: number;
    /** Between the cards of a layer. */
    readonly userGap: number;
    readonly channelGap: number;
    /** Where the first layer begins, and the first card of any. */
    readonly start: number;
    readonly top: number;
}

export const tubeHeight = 44;
export const smallTubeHeight = 38;
const userHeight = 96;
export const smallUserHeight = 50;
/** Two lines of states. */
const crowdHeight = 66;
/** As high as any kind draws a small card. */
const highestChannel = 64;

/** Up to so many cards each has room for two lines of reasons. */
const roomyCards = 18;
export const narrowWindow = 640;

/** How a window may be used, the best way first: to the right in a wide one, down in a narrow one, closer if need be. */
export function waysToUse(windowWidth: number, cards: number): readonly [Metrics, ...Metrics[]] {
    const small = cards > roomyCards;
    return windowWidth < narrowWindow
        ? [downwards(true, small), rightwards("narrow", small)]
        : [rightwards("broad", small), rightwards("wide", small), rightwards("close", small), downwards(false, small)];
}

const rooms = {
    broad: { users: 284, channels: 190, gutter: 110, start: 28 },
    wide: { users: 220, channels: 148, gutter: 66, start: 28 },
    close: { users: 160, channels: 98, gutter: 35, start: 24 },
    narrow: { users: 122, channels: 84, gutter: 22, start: 10 },
} as const;

function rightwards(room: keyof typeof rooms, small: boolean): Metrics {
    return {
        ...rooms[room],
        direction: "right",
        userSize: small ? smallUserHeight : userHeight,
        tubeSize: small ? smallTubeHeight : tubeHeight,
        userGap: small ? 22 : 30,
        channelGap: small ? 14 : 22,
        top: 28,
    };
}

function downwards(narrow: boolean, small: boolean): Metrics {
    return {
        direction: "down",
        users: small ? smallUserHeight : userHeight,
        channels: highestChannel,
        gutter: 40,
        userSize: narrow ? 172 : 216,
        tubeSize: narrow ? 128 : 148,
        userGap: narrow ? 14 : 26,
        channelGap: narrow ? 14 : 26,
        start: 28,
        top: narrow ? 12 : 28,
    };
}

export function isUserLayer(layer: number): boolean {
    return layer % 2 === 0;
}

export function thicknessOf(layer: number, metrics: Metrics): number {
    return isUserLayer(layer) ? metrics.users : metrics.channels;
}

export function gapOf(layer: number, metrics: Metrics): number {
    return isUserLayer(layer) ? metrics.userGap : metrics.channelGap;
}

/** Where a layer begins. */
export function startOf(layer: number, { users, channels, gutter, start }: Metrics): number {
    const pairs = Math.floor(layer / 2);
    return start + pairs * (users + channels + 2 * gutter) + (isUserLayer(layer) ? 0 : users + gutter);
}

/** How much of its layer a node takes. What its kind draws itself is as high as it says. */
export function sizeOf(node: ChartNode, metrics: Metrics): number {
    if (node.kind === "process") return metrics.userSize;
    if (node.kind === "crowd") return metrics.direction === "right" ? Math.min(metrics.userSize, crowdHeight) : metrics.userSize;
    if (metrics.direction === "right" && isDrawnByKind(node)) return node.card.shape.small.height;
    return metrics.tubeSize;
}

/** How high the card of a channel is that lies across its layer. */
export function heightOfChannel(node: ChartNode): number {
    return isDrawnByKind(node) ? node.card.shape.small.height : tubeHeight;
}

export function isDrawnByKind(node: ChartNode): node is Extract<ChartNode, { readonly kind: "object" }> {
    return node.kind === "object" && node.face === null;
}
