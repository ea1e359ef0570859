/** The background of a crowd: its many edges, one line for each flow. */
import type { Flow } from "../card/card";
import type { Hint, PlacedEdge } from "./placement";

/** As many edges can be told apart one by one. */
const tellable = 80;

/** A crowd with few edges, such as a long pipeline, needs no background. */
export function withoutNeedlessBackground(edges: readonly PlacedEdge[]): readonly PlacedEdge[] {
    const many = edges.filter((edge) => edge.background && edge.flow !== "quiet").length > tellable;
    return many ? edges : edges.map((edge) => (edge.background ? { ...edge, background: false } : edge));
}

/** Quiet edges are not even hinted at. */
export function hintsOf(edges: readonly PlacedEdge[]): readonly Hint[] {
    const paths = new Map<Flow, string[]>();
    for (const edge of edges) {
        if (!edge.background || edge.flow === "quiet") continue;
        const known = paths.get(edge.flow);
        if (known === undefined) paths.set(edge.flow, [edge.path]);
        else known.push(edge.path);
    }
    return [...paths].map(([flow, parts]) => ({ flow, path: parts.join(" ") }));
}
