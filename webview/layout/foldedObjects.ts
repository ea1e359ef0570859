/** What is not drawn since the rows that lead to it have no line of their own. */
import type { NodeId } from "../card/card";
import type { Edge, Scene } from "../scene/scene";
import type { Crowd } from "./crowd";
import { known } from "./known";
import { mostChannels } from "./measures";
import type { PlacedRows } from "./placement";

/**
 * Files and the like to which only folded rows lead are folded with them. Channels show, unless there are very many, and
 * in a crowd, where most rows are folded, landmarks do; and what the words beside the picture name.
 */
export function withoutFolded(scene: Scene, rows: ReadonlyMap<NodeId, PlacedRows>, crowd: Crowd): Scene {
    const lines = new Map(scene.processes.map((card) => [card.id, new Set(known(rows, card.id).shown.map((row) => row.key))]));
    const pairs = scene.joints.filter(({ other }) => other !== null).length;
    const tooMany = scene.objects.filter((card) => card.channel).length - pairs > mostChannels;
    const staying = new Set(
        scene.objects
            .filter(({ id, channel, landmark }) => scene.named.has(id) || (channel ? !tooMany : crowd.processes && landmark))
            .map((card) => card.id),
    );
    const isFolded = (edge: Edge): boolean => !staying.has(edge.object) && !known(lines, edge.process).has(edge.key);
    const folded = scene.edges.filter(isFolded);
    if (folded.length === 0) return scene;
    const edges = scene.edges.filter((edge) => !isFolded(edge));
    const descriptions = new Set(edges.map((edge) => edge.description));
    const objects = new Set(edges.map((edge) => edge.object));
    const hiddenDescriptions = new Set(folded.flatMap(({ description: id }) => (id === null || descriptions.has(id) ? [] : [id])));
    const hiddenObjects = new Set(folded.map((edge) => edge.object).filter((id) => !objects.has(id)));
    return {
        ...scene,
        // A folded row whose object shows for another's sake keeps its edge, from the line "n more".
        edges: scene.edges.filter(
            (edge) => !hiddenObjects.has(edge.object) && (edge.description === null || !hiddenDescriptions.has(edge.description)),
        ),
        descriptions: scene.descriptions.filter((card) => !hiddenDescriptions.has(card.id)),
        objects: scene.objects.filter((card) => !hiddenObjects.has(card.id)),
    };
}
