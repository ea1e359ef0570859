/** What edges are routed over, and how much each of them matters. */
import type { DescriptorEdge, NodeId } from "../scene/scene";
import type { Crowd } from "./crowd";
import type { IsCovered } from "./covers";
import type { Box, PlacedEdge, Port, Ports } from "./placement";
import { portKey } from "./portKey";

/** What edges are routed over. */
export interface Ground {
    readonly boxes: ReadonlyMap<NodeId, Box>;
    readonly ports: Ports;
    readonly crowd: Crowd;
    readonly isCovered: IsCovered;
}

/** Where a descriptor's edge leaves its card; undefined when it does not show. */
export function visiblePort({ ports, isCovered }: Ground, edge: DescriptorEdge): Port | undefined {
    const port = ports.get(portKey(edge.process, edge.fd));
    return port === undefined || isCovered(edge.process, port.y) ? undefined : port;
}

/** In a crowd the many inherited ways are background. One stands out when its row has a line, when it has just changed, and when the process waits at it. */
export function weightOf(edge: DescriptorEdge, port: Port, crowd: Crowd): Pick<PlacedEdge, "folded" | "background"> {
    if (!crowd.processes) return { folded: port.folded, background: false };
    return { folded: false, background: port.folded && !edge.fresh && !edge.waiting };
}
