/** Where everything of a scene stands. */
import type { Flow, NodeId, PlacedCard, Reached, Room, Side } from "../card/card";
import type { Crowd } from "./crowd";
import type { Span } from "./freePlace";
import type { Arrangement } from "./view";

/** The part of a column that belongs to a node for as long as it lives; at least as high as its card. */
export interface Place extends Span {
    readonly room: Room;
    /** Of the kernel objects, where processes and descriptions stand at both. */
    readonly side: Side;
}

/** The rows that share one line, and where it is. */
export interface HiddenRows {
    readonly open: number;
    readonly closed: number;
    readonly y: number;
}

/** The rows of a descriptor table that have a line of their own, and the line that stands for the others. */
export interface PlacedRows {
    readonly shown: readonly { readonly key: string; readonly y: number }[];
    readonly more: HiddenRows | null;
    readonly unfolded: boolean;
    /** No row has a line: all descriptors leave at one port. */
    readonly compact: boolean;
}

/** Where the edge of a row leaves its card. */
export interface Port {
    readonly y: number;
    /** Its row has no line of its own: the edge leaves from the line "n more". */
    readonly folded: boolean;
}

/** By "p1:3". */
export type Ports = ReadonlyMap<string, Port>;

export interface Arrow {
    readonly x: number;
    readonly y: number;
    readonly points: "left" | "right";
}

export interface PlacedEdge {
    readonly key: string;
    readonly path: string;
    readonly flow: Flow;
    readonly fresh: boolean;
    /** It leaves from the line "n more" and is only hinted at. */
    readonly folded: boolean;
    /** No descriptor leads there. */
    readonly direct: boolean;
    /** One of the many of a crowd: part of a hint, and drawn by itself only when pointed at. */
    readonly background: boolean;
    readonly arrows: readonly Arrow[];
    /** Nodes and rows ("p1:3") on whose ways this edge lies. */
    readonly touches: readonly string[];
}

/** All the background edges of a flow as one line, so that where many run side by side it gets no darker. */
export interface Hint {
    readonly flow: Flow;
    readonly path: string;
}

export interface PlacedFork {
    readonly key: string;
    readonly path: string;
    readonly arrow: Arrow;
    readonly fresh: boolean;
    readonly label: { readonly x: number; readonly y: number } | null;
    readonly touches: readonly string[];
}

/** The two ends of a connection, as one line. */
export interface PlacedJoint {
    readonly key: string;
    readonly path: string;
    /** Where it is plugged in. */
    readonly plugs: readonly Spot[];
    /** Where it ends for want of another card. */
    readonly open: Spot | null;
    /** One of the many of a crowd: pale until pointed at. */
    readonly background: boolean;
    readonly touches: readonly string[];
}

export interface Spot {
    readonly x: number;
    readonly y: number;
}

export interface Placement {
    readonly arrangement: Arrangement;
    readonly boxes: ReadonlyMap<NodeId, PlacedCard>;
    /** Where processes stand at both sides of the objects. */
    readonly reached: ReadonlyMap<NodeId, Reached>;
    readonly rows: ReadonlyMap<NodeId, PlacedRows>;
    readonly edges: readonly PlacedEdge[];
    readonly hints: readonly Hint[];
    readonly forks: readonly PlacedFork[];
    /** Signals on their way; they are lines of the same make. */
    readonly signals: readonly PlacedFork[];
    readonly joints: readonly PlacedJoint[];
    readonly width: number;
    readonly height: number;
    /** What the next layout needs to leave everything where it is. */
    readonly places: ReadonlyMap<NodeId, Place>;
    readonly forkLanes: ReadonlyMap<NodeId, number>;
    readonly jointLanes: ReadonlyMap<string, number>;
    readonly crowd: Crowd;
}
