/** What edges are routed over, and how much each of them matters. */
import type { CardPort, Flow, NodeId, PlacedCard, Side } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import type { Edge } from "../scene/scene";
import type { IsCovered } from "./covers";
import type { Crowd } from "./crowd";
import type { Place, PlacedEdge, Port, Ports } from "./placement";

/** What edges are routed over. */
export interface Ground {
    readonly boxes: ReadonlyMap<NodeId, PlacedCard>;
    readonly places: ReadonlyMap<NodeId, Place>;
    readonly ports: Ports;
    readonly crowd: Crowd;
    readonly isCovered: IsCovered;
}

/** Where a row's edge leaves its card; undefined when it does not show. */
export function visiblePort({ ports, isCovered }: Ground, edge: Edge): Port | undefined {
    const port = ports.get(edge.key);
    return port === undefined || isCovered(edge.process, port.y) ? undefined : port;
}

/** A row without a descriptor may have two edges: what goes out, and what comes in. */
export function edgeKey({ key, description, flow }: Edge): string {
    return description === null ? `${key}~${flow}` : key;
}

/** The nodes and the row on an edge's way. */
export function touchedBy({ process, key, description, object }: Edge): readonly string[] {
    return description === null ? [process, key, object] : [process, key, description, object];
}

/** Where data go into a card, or out of it. */
export function portOf({ shape }: ObjectCard, { room }: PlacedCard, side: Side, flow: Flow): CardPort {
    const ports = shape[room].ports[side];
    return flow === "read" ? ports.out : ports.in;
}

/** In a crowd the many inherited ways are background. One stands out when its row has a line, when it has just changed, and when the process waits at it. */
export function weightOf(edge: Edge, port: Port, crowd: Crowd): Pick<PlacedEdge, "folded" | "background"> {
    if (!crowd.processes) return { folded: port.folded, background: false };
    return { folded: false, background: port.folded && !edge.fresh && !edge.waiting };
}
