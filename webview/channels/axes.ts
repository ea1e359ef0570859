/** From the axes of the layout, along and across the layers, to those of the window. Pure. */
import type { Box } from "../card/card";
import type { Cell, Point } from "./chartPlacement";
import { startOf, thicknessOf, type Direction, type Metrics } from "./metrics";

/** A rectangle in the axes of the layout. */
export interface Area {
    readonly layer: number;
    readonly from: number;
    readonly to: number;
    readonly at: number;
    readonly size: number;
}

/** `thickness`: of the card, which stands in the middle of its layer. */
export function areaOf({ layer, at, size }: Cell, thickness: number, metrics: Metrics): Area {
    const from = startOf(layer, metrics) + Math.floor((thicknessOf(layer, metrics) - thickness) / 2);
    return { layer, from, to: from + thickness, at, size };
}

export function boxOf({ from, to, at, size }: Area, direction: Direction): Box {
    return direction === "right" ? { x: from, y: at, width: to - from, height: size } : { x: at, y: from, width: size, height: to - from };
}

export function pointAt(along: number, across: number, direction: Direction): Point {
    return direction === "right" ? { x: along, y: across } : { x: across, y: along };
}
