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
    /** Between two layers: edges are there. They bend in what its ends leave over. */
    readonly gutter: number;
    /** Its end at the users, where edges run straight beside their words. Its end at the channels is as long as an arrow head. */
    readonly words: number;
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

export const headLength = 9;
export const tubeHeight = 44;
export const smallTubeHeight = 38;
/** What a tube with a second way takes more. */
const secondLane = 17;
const userHeight = 96;
export const smallUserHeight = 50;
/** Two lines of states. */
const crowdHeight = 66;
/** As high as any kind draws a small card. */
const highestChannel = 64;

export const narrowWindow = 640;

const right = {
    broad: { users: 264, channels: 180, gutter: 146, words: 64, start: 28 },
    wide: { users: 210, channels: 146, gutter: 90, words: 48, start: 24 },
    middle: { users: 176, channels: 124, gutter: 78, words: 45, start: 16 },
    close: { users: 136, channels: 92, gutter: 66, words: 45, start: 12 },
    closer: { users: 130, channels: 90, gutter: 56, words: 37, start: 12 },
    closest: { users: 112, channels: 80, gutter: 47, words: 28, start: 10 },
} as const;
const down = {
    broad: { gutter: 64, words: 24, userSize: 216, tubeSize: 148, userGap: 26, channelGap: 26, start: 28, top: 28 },
    narrow: { gutter: 54, words: 23, userSize: 172, tubeSize: 128, userGap: 14, channelGap: 14, start: 24, top: 12 },
    close: { gutter: 36, words: 12, userSize: 150, tubeSize: 112, userGap: 12, channelGap: 10, start: 20, top: 10 },
    closest: { gutter: 24, words: 9, userSize: 150, tubeSize: 112, userGap: 12, channelGap: 10, start: 18, top: 10 },
} as const;
/** How high users and channels are where data flow down. */
const heights = {
    roomy: { users: userHeight, channels: highestChannel },
    small: { users: smallUserHeight, channels: highestChannel },
    close: { users: smallUserHeight, channels: 48 },
    closest: { users: 44, channels: 40 },
} as const;

/** How a window may be used, the best way first: to the right in a wide one, down in a narrow one, closer if need be. */
export function waysToUse(windowWidth: number): readonly [Metrics, ...Metrics[]] {
    const close = [downwards("close", "close"), downwards("closest", "closest")];
    if (windowWidth < narrowWindow) return [downwards("narrow", "roomy"), downwards("narrow", "small"), ...close];
    return [
        rightwards("broad", false),
        rightwards("wide", false),
        rightwards("broad", true),
        rightwards("wide", true),
        rightwards("middle", false),
        rightwards("middle", true),
        rightwards("close", false),
        rightwards("close", true),
        rightwards("closer", true),
        rightwards("closest", true),
        downwards("broad", "roomy"),
        downwards("broad", "small"),
        ...close,
    ];
}

function rightwards(room: keyof typeof right, small: boolean): Metrics {
    const isClose = room === "closer" || room === "closest";
    return {
        ...right[room],
        direction: "right",
        userSize: small ? smallUserHeight : userHeight,
        tubeSize: small ? smallTubeHeight : tubeHeight,
        userGap: small ? (isClose ? 14 : 22) : 30,
        channelGap: small ? (isClose ? 8 : 14) : 22,
        top: 28,
    };
}

function downwards(room: keyof typeof down, high: keyof typeof heights): Metrics {
    return { ...down[room], ...heights[high], direction: "down" };
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

export function endOf(layer: number, metrics: Metrics): number {
    return startOf(layer, metrics) + thicknessOf(layer, metrics);
}

/** How far edges run straight before and after a layer. */
export function straightBeside(layer: number, { words }: Metrics): number {
    return isUserLayer(layer) ? words : headLength;
}

/** From one edge to the next at a card's side, so that there is room for the words of each. */
export const wordyPorts = { right: 15, down: 46 } as const;
/** No card is longer than this for the sake of its edges. */
const longestHub = { right: 260, down: 340 } as const;
export const besidePorts = 14;

/** How much of its layer a node takes. What its kind draws itself is as high as it says. `edges`: at its busier side. */
export function sizeOf(node: ChartNode, metrics: Metrics, edges = 0): number {
    const { direction, userSize, tubeSize } = metrics;
    const isUser = node.kind === "process" || node.kind === "crowd";
    if (isUser) {
        const hub = Math.min(longestHub[direction], (edges - 1) * wordyPorts[direction] + besidePorts);
        return Math.max(node.kind === "crowd" && direction === "right" ? crowdHeight : userSize, hub);
    }
    if (direction === "down") return tubeSize;
    if (isDrawnByKind(node)) return node.card.shape.small.height;
    return goesBothWays(node) ? tubeSize + secondLane : tubeSize;
}

/** How thick a card is. In close layers a crowd, or a card that its kind draws itself, reaches into the gutters. */
export function thicknessOfNode(node: ChartNode, { direction, users, channels, words }: Metrics): number {
    if (node.kind === "process") return users;
    if (node.kind === "crowd") return direction === "right" ? users : Math.min(crowdHeight, users + 2 * words);
    if (direction === "right") return channels;
    return isDrawnByKind(node) ? node.card.shape.small.height : Math.min(channels, tubeHeight);
}

/** Its two ways lie one above the other where data flow to the right, else side by side. */
export function goesBothWays(node: ChartNode): boolean {
    return node.kind === "object" && node.face?.away !== undefined;
}

export function isDrawnByKind(node: ChartNode): node is Extract<ChartNode, { readonly kind: "object" }> {
    return node.kind === "object" && node.face === null;
}
