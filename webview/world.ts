/** The diagram itself: headings, edges and cards at their places. */
import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { NodeId, Reached } from "./card/card";
import { columnHeadings } from "./columnHeadings";
import type { Actions, Look } from "./frame/frame";
import { objectNode } from "./kinds/nodes";
import { groupFrames, type Standing } from "./layout/groupFrames";
import { known } from "./layout/known";
import { tightFrom } from "./layout/measures";
import type { Placement } from "./layout/placement";
import { descriptionNode } from "./nodes/description";
import { edgeLayer } from "./nodes/edges";
import { groupFrameLayer } from "./nodes/groupFrames";
import { processNode } from "./nodes/process";
import type { Scene } from "./scene/scene";
import { selectedProcess } from "./scene/selectedProcess";

/** How the user looks at it. */
export interface Viewpoint {
    /** The node or row that the user points at or has focused. */
    readonly active: string | null;
    /** pid selected in VS Code's Call Stack. */
    readonly focused: number | null;
    readonly zoom: number;
}

export function world(scene: Scene, placement: Placement, { active, focused, zoom }: Viewpoint, actions: Actions): TemplateResult {
    const related = relatedTo(active, placement);
    const usual = placement.arrangement.kind === "stack" ? "right" : "left";
    const loose: Reached = { in: [usual], out: [usual] };
    const selected = selectedProcess(scene, focused);
    const look = (id: NodeId): Look => {
        const box = known(placement.boxes, id);
        const raised = box.height > known(placement.places, id).height;
        const reached = reachedOr(placement.reached.get(id), loose);
        const side = reached.in.concat(reached.out).includes(usual) ? usual : "right";
        return { box, side, reached, related: related.has(id), selected: id === selected?.id, raised };
    };
    const living = scene.processes.filter((card) => !card.gone).length;
    return html`
        ${columnHeadings(placement.arrangement, zoom)}
        <div class="world ${placement.arrangement.kind}" .style=${`width:${placement.width}px;height:${placement.height}px;zoom:${zoom}`}>
            ${groupFrameLayer(groupFrames(scene.processes, standing(placement)))}
            ${edgeLayer(placement, active, living >= tightFrom)}
            ${repeat(
                scene.processes,
                (card) => card.id,
                (card) =>
                    processNode(
                        card,
                        known(placement.rows, card.id),
                        { ...look(card.id), side: known(placement.places, card.id).side },
                        actions,
                    ),
            )}
            ${repeat(
                scene.descriptions.filter((card) => placement.boxes.has(card.id)),
                (card) => card.id,
                (card) => descriptionNode(card, look(card.id)),
            )}
            ${repeat(
                scene.objects.filter((card) => placement.boxes.has(card.id)),
                (card) => card.id,
                (card) => objectNode(card, look(card.id), actions),
            )}
        </div>`;
}

/** A table that was unfolded covers what lies below: its frame stays around its place. */
function standing({ boxes, places }: Placement): Standing {
    const atRest = [...boxes].map(
        ([id, box]) => [id, { ...box, height: Math.min(box.height, places.get(id)?.height ?? box.height) }] as const,
    );
    return { boxes: new Map(atRest), belongs: () => false };
}

/** An end that nobody holds is drawn where the others usually arrive. */
function reachedOr(reached: Reached | undefined, loose: Reached): Reached {
    if (reached === undefined) return loose;
    return { in: reached.in.length === 0 ? loose.in : reached.in, out: reached.out.length === 0 ? loose.out : reached.out };
}

/** Everything on the ways of what the user points at. */
function relatedTo(active: string | null, placement: Placement): ReadonlySet<string> {
    const related = new Set<string>();
    if (active === null) return related;
    for (const { touches } of [...placement.edges, ...placement.forks]) {
        if (touches.includes(active)) for (const id of touches) related.add(id);
    }
    return related;
}
