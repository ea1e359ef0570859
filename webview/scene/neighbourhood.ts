/** A node and what is within some steps of it. Pure. */
import type { NodeId } from "../card/card";
import type { Scene } from "./scene";

/**
 * A step leads from a process to the objects that it moves data through, and to the processes at their other ends; from an
 * object to its processes. What all have, such as the terminal, joins nobody. Parents and children are neighbours,
 * and so are the two ends of a connection, with who has them.
 */
export function neighbourhood(scene: Scene, start: NodeId, steps: number): ReadonlySet<NodeId> {
    const isProcess = new Set<NodeId>(scene.processes.map(({ id }) => id));
    const known = new Set<NodeId>([start]);
    let edge = new Set<NodeId>([start]);
    for (let step = 0; step < steps; step += 1) {
        const next = new Set<NodeId>();
        for (const id of edge) for (const near of besideNode(scene, id)) next.add(near);
        // Through what they share to whom they share it with.
        for (const id of [...next]) if (!isProcess.has(id)) for (const near of besideNode(scene, id)) next.add(near);
        for (const id of next) known.add(id);
        edge = next;
    }
    return known;
}

function besideNode(scene: Scene, id: NodeId): readonly NodeId[] {
    const joined = scene.joints
        .filter(({ one, other }) => one === id || other === id)
        .flatMap(({ one, other }) => [one, ...(other === null ? [] : [other])]);
    // The two ends of a connection are one place.
    const place = new Set<NodeId | null>([id, ...joined]);
    const ways = scene.edges
        .filter((each) => each.flow !== "quiet" || place.has(each.object) || each.description === id)
        .map((each) => [each.process, each.description, each.object]);
    const family = scene.forks.map(({ parent, child }) => [parent, child]);
    const near = [...ways, ...family].filter((way) => way.some((each) => place.has(each)));
    return [...near.flat(), ...place].filter((each) => each !== null);
}
