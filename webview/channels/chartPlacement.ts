/** Where everything of a chart stands. */
import type { Flow, NodeId, PlacedCard } from "../card/card";
import type { PlacedRows } from "../layout/placement";
import type { Role } from "./chart";
import type { Metrics } from "./metrics";

/** The place that belongs to a node for as long as it is there. */
export interface Cell {
    readonly layer: number;
    /** Where it begins within the layer, and how much of it it takes. */
    readonly at: number;
    readonly size: number;
}

export interface Point {
    readonly x: number;
    readonly y: number;
}

/** An arrow head: its tip, and which way it points, in degrees clockwise from the right. */
export interface Head extends Point {
    readonly turn: number;
}

export interface PlacedLink {
    readonly key: string;
    readonly path: string;
    readonly heads: readonly Head[];
    readonly flow: Flow;
    /** Of ties the kind of tie. */
    readonly role: Role | "wait" | "fork";
    readonly waiting: boolean;
    readonly fresh: boolean;
    readonly direct: boolean;
    readonly background: boolean;
    readonly label: (Point & { readonly text: string; readonly anchor: "start" | "middle" | "end" }) | null;
    readonly touches: readonly NodeId[];
}

export interface ChartPlacement {
    readonly metrics: Metrics;
    readonly cells: ReadonlyMap<NodeId, Cell>;
    readonly boxes: ReadonlyMap<NodeId, PlacedCard>;
    /** Descriptor tables of processes that are unfolded. */
    readonly rows: ReadonlyMap<NodeId, PlacedRows>;
    readonly links: readonly PlacedLink[];
    readonly width: number;
    readonly height: number;
    /** How many times everything has found new places at once. */
    readonly arrangement: number;
}
