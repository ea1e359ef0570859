/** At which sides of the objects' cards edges arrive, where processes stand at both sides of them. */
import type { Flow, NodeId, Reached, Side } from "../card/card";
import type { Scene } from "../scene/scene";
import { known } from "./known";
import type { Place } from "./placement";
import type { Arrangement } from "./view";

export function reachedIn(scene: Scene, places: ReadonlyMap<NodeId, Place>, arrangement: Arrangement): ReadonlyMap<NodeId, Reached> {
    if (arrangement.kind === "stack" || arrangement.right === null) return new Map();
    const ends = new Map<NodeId, { readonly in: Set<Side>; readonly out: Set<Side> }>();
    const note = (object: NodeId, flow: Flow, { side }: Place): void => {
        const own = ends.get(object) ?? { in: new Set<Side>(), out: new Set<Side>() };
        ends.set(object, own);
        if (flow !== "read") own.in.add(side);
        if (flow !== "write") own.out.add(side);
    };
    // An edge arrives from where its description stands.
    for (const { description, process, object, flow } of scene.edges) note(object, flow, known(places, description ?? process));
    return new Map([...ends].map(([id, own]) => [id, { in: [...own.in], out: [...own.out] }]));
}
