/** The descriptors that refer to each open file description. */
import type { DescriptionId } from "../../tracer/model/identities";
import type { Edge } from "./scene";

export function edgesByDescription(edges: readonly Edge[]): ReadonlyMap<DescriptionId, readonly Edge[]> {
    const groups = new Map<DescriptionId, Edge[]>();
    for (const edge of edges) {
        if (edge.description === null) continue;
        const group = groups.get(edge.description);
        if (group === undefined) groups.set(edge.description, [edge]);
        else group.push(edge);
    }
    return groups;
}
