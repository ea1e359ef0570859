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
          readonly width: number;
          readonly top: number;
      }
    | { readonly kind: "stack"; readonly cards: Column; readonly width: number; readonly top: number };

/** Two columns need this width, three need more. */
const twoColumns = 540;
const threeColumns = 640;
/** Wider windows add nothing but empty space between related things. */
const widest = 1240;

export function arrange(view: View): Arrangement {
    if (view.width < twoColumns) return stack(Math.max(view.width, 300));
    return columns(view.width, view.descriptions && view.width >= threeColumns);
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

function columns(viewWidth: number, withDescriptions: boolean): Arrangement {
    const width = Math.min(viewWidth, widest);
    // The left margin holds the process tree.
    const leftMargin = width < 820 ? 40 : 44;
    const inner = width - leftMargin - (width < 820 ? 14 : 24);
    // The columns have headings.
    const top = 44;
    const share = (part: number, least: number, most: number): number => Math.round(Math.min(most, Math.max(least, inner * part)));
    if (!withDescriptions) {
        const processes: Column = { x: leftMargin, width: share(0.43, 210, 340) };
        const objects = share(0.42, 190, 340);
        // Beyond a certain distance the eye loses the edge: what is left over stays at the right.
        const gap = Math.min(inner - processes.width - objects, 180);
        return {
            kind: "columns",
            processes,
            descriptions: null,
            objects: { x: processes.x + processes.width + gap, width: objects },
            width,
            top,
        };
    }
    const processes: Column = { x: leftMargin, width: share(0.318, 206, 340) };
    const descriptions = share(0.195, 112, 210);
    const objects = share(0.316, 190, 340);
    const gap = Math.floor((inner - processes.width - descriptions - objects) / 2);
    const middle = processes.x + processes.width + gap;
    return {
        kind: "columns",
        processes,
        descriptions: { x: middle, width: descriptions },
        objects: { x: middle + descriptions + gap, width: objects },
        width,
        top,
    };
}
