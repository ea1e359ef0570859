/** What the user's window and switches ask of the layout. */
import type { NodeId } from "../card/card";

export interface View {
    /** Width of the window at zoom 1. */
    readonly width: number;
    /** The column of open file descriptions is wanted. */
    readonly descriptions: boolean;
    /** Cards that the user has unfolded. */
    readonly unfolded: readonly NodeId[];
    /** pid of the process selected in VS Code's Call Stack. */
    readonly focused: number | null;
    /** The cards are small however few they are. */
    readonly compact?: boolean;
    /** Cards that keep their places even when everything finds new ones. */
    readonly pinned?: readonly NodeId[];
    /** What shows more than others in a crowd has room for it from the start, instead of covering its neighbours. */
    readonly uncovered?: boolean;
}

export interface Column {
    readonly x: number;
    readonly width: number;
}

/** Columns side by side, or everything in one column with the edges in a gutter at its right. */
export type Arrangement =
    | {
          readonly kind: "columns";
          readonly processes: Column;
          readonly descriptions: Column | null;
          readonly objects: Column;
          /** In a wide window processes, and what they have, stand at the other side of the objects, too. */
          readonly right: { readonly processes: Column; readonly descriptions: Column | null } | null;
          readonly width: number;
          readonly top: number;
      }
    | { readonly kind: "stack"; readonly cards: Column; readonly width: number; readonly top: number };

/** Two columns need this width, three need more. */
const twoColumns = 540;
const threeColumns = 640;
/** From this width on processes stand at both sides of the objects; the second with the columns of descriptions. */
const bothSides = 1240;
const bothSidesAndDescriptions = 1480;
interface Widest {
    readonly all: number;
    /** The columns of processes and of objects. */
    readonly cards: number;
    readonly descriptions: number;
}

/** Between two columns of an arrangement at both sides. */
const leastGutter = 64;
const widestGutter = 150;

/** Wider columns add nothing but empty space between related things. */
const widest: Widest = { all: 1240, cards: 340, descriptions: 210 };
/** Small cards say all in one line or two, and what is drawn at half the size has twice the width. */
const widestCompact: Widest = { all: 2100, cards: 580, descriptions: 300 };

export function arrange(view: View): Arrangement {
    if (view.width < twoColumns) return stack(Math.max(view.width, 300));
    const most = view.compact === true ? widestCompact : widest;
    if (view.width > (view.descriptions ? bothSidesAndDescriptions : bothSides)) return atBothSides(view.width, view.descriptions, most);
    return columns(view.width, view.descriptions && view.width >= threeColumns, most);
}

/** What stays in its place does so within one of these. */
export function nameOfArrangement(arrangement: Arrangement): "stack" | "columns" | "both sides" {
    if (arrangement.kind === "stack") return "stack";
    return arrangement.right === null ? "columns" : "both sides";
}

/** Whether the window has room for the column of open file descriptions. */
export function fitsDescriptions(width: number): boolean {
    return width >= threeColumns;
}

function stack(width: number): Arrangement {
    const gutter = 48;
    const left = 28;
    return { kind: "stack", cards: { x: left, width: width - left - gutter }, width, top: 16 };
}

function columns(viewWidth: number, withDescriptions: boolean, most: Widest): Arrangement {
    const width = Math.min(viewWidth, most.all);
    // The left margin holds the process tree.
    const leftMargin = width < 820 ? 40 : 44;
    const inner = width - leftMargin - (width < 820 ? 14 : 24);
    // The columns have headings.
    const top = 44;
    const share = (part: number, least: number, limit: number): number => Math.round(Math.min(limit, Math.max(least, inner * part)));
    if (!withDescriptions) {
        const processes: Column = { x: leftMargin, width: share(0.43, 210, most.cards) };
        const objects = share(0.42, 190, most.cards);
        // Beyond a certain distance the eye loses the edge: what is left over stays at the right.
        const gap = Math.min(inner - processes.width - objects, 180);
        return {
            kind: "columns",
            processes,
            descriptions: null,
            objects: { x: processes.x + processes.width + gap, width: objects },
            right: null,
            width,
            top,
        };
    }
    const processes: Column = { x: leftMargin, width: share(0.318, 206, most.cards) };
    const descriptions = share(0.195, 112, most.descriptions);
    const objects = share(0.316, 190, most.cards);
    const gap = Math.floor((inner - processes.width - descriptions - objects) / 2);
    const middle = processes.x + processes.width + gap;
    return {
        kind: "columns",
        processes,
        descriptions: { x: middle, width: descriptions },
        objects: { x: middle + descriptions + gap, width: objects },
        right: null,
        width,
        top,
    };
}

/** Processes, descriptions, objects, and the first two again, mirrored. Both margins hold the process tree. */
function atBothSides(viewWidth: number, withDescriptions: boolean, most: Widest): Arrangement {
    const margin = 52;
    const gutters = withDescriptions ? 4 : 2;
    const cards = 3 * most.cards + (withDescriptions ? 2 * most.descriptions : 0);
    const width = Math.min(viewWidth, cards + 2 * margin + gutters * widestGutter);
    const scale = Math.min(1, (width - 2 * margin - gutters * leastGutter) / cards);
    const [card, description] = [Math.floor(most.cards * scale), Math.floor(most.descriptions * scale)];
    const gap = Math.floor((width - 2 * margin - cards * scale) / gutters);
    const left: Column = { x: margin, width: card };
    const step = withDescriptions ? description + gap : 0;
    const objects: Column = { x: left.x + card + gap + step, width: card };
    const right = objects.x + card + gap;
    return {
        kind: "columns",
        processes: left,
        descriptions: withDescriptions ? { x: left.x + card + gap, width: description } : null,
        objects,
        right: { processes: { x: right + step, width: card }, descriptions: withDescriptions ? { x: right, width: description } : null },
        width: right + step + card + margin,
        top: 58,
    };
}
