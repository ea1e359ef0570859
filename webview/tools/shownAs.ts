/** Which card stands for a node in the view that is shown: its own, or that of the crowd or bundle that it is part of. */
import type { NodeId } from "../card/card";
import { allNodes } from "../channels/chart";
import type { Picture } from "../picture";

export function shownAs(picture: Picture, id: NodeId): NodeId {
    if (picture.channels === null || picture.channels.placement.boxes.has(id)) return id;
    const group = allNodes(picture.channels.chart).find((node) => {
        if (node.kind === "crowd") return node.members.some((member) => member.id === id);
        if (node.kind === "object") return node.other?.id === id;
        return node.kind === "bundle" && node.cards.some((card) => card.id === id);
    });
    return group?.id ?? id;
}
