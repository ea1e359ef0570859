/** What edges are routed over, and how much each of them matters. */
import type { CardPort, Flow, NodeId, PlacedCard, Side } from "../card/card";
import type { ObjectCard } from "../kinds/cards";
import type { DescriptorEdge } from "../scene/scene";
import type { IsCovered } from "./covers";
import type { Crowd } from "./crowd";
import type { PlacedEdge, Port, Ports } from "./placement";
import { portKey } from "./portKey";

/** What edges are routed over. */
export interface Ground {
    readonly boxes: ReadonlyMap<NodeId, PlacedCard>;
    readonly ports: Ports;
    readonly crowd: Crowd;
    readonly isCovered: IsCovered;
}

/** Where a descriptor's edge leaves its card; undefined when it does not show. */
export function visiblePort({ ports, isCovered }: Ground, edge: DescriptorEdge): Port | undefined {
    const port = ports.get(portKey(edge.process, edge.fd));
    return port === undefined || isCovered(edge.process, port.y) ? undefined : port;
}

/** Where data go into a card, or out of it. */
export function portOf({ shape }: ObjectCard, { room }: PlacedCard, side: Side, flow: Flow): CardPort {
    const ports = shape[room].ports[side];
    return flow === "read" ? ports.out : ports.in;
}

/** In a crowd the many inherited ways are background. One stands out when its row has a line, when it has just changed, and when the process waits at it. */
export function weightOf(edge: DescriptorEdge, port: Port, crowd: Crowd): Pick<PlacedEdge, "folded" | "background"> {
    if (!crowd.processes) return { folded: port.folded, background: false };
    return { folded: false, background: port.folded && !edge.fresh && !edge.waiting };
}
