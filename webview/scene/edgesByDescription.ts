/** The descriptors that refer to each open file description. */
import type { DescriptionId } from "../../tracer/model/identities";
import type { DescriptorEdge } from "./scene";

export function edgesByDescription(edges: readonly DescriptorEdge[]): ReadonlyMap<DescriptionId, readonly DescriptorEdge[]> {
    const groups = new Map<DescriptionId, DescriptorEdge[]>();
    for (const edge of edges) {
        const group = groups.get(edge.description);
        if (group === undefined) groups.set(edge.description, [edge]);
        else group.push(edge);
    }
    return groups;
}
