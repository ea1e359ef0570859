/** What raised cards hide: an edge to a hidden port would seem to lead to the card above it, so it is not drawn. */
import type { Box, NodeId } from "../card/card";
import { known } from "./known";
import type { Place } from "./placement";

/** Whether the height `y` of a node's card lies under another card. */
export type IsCovered = (id: NodeId, y: number) => boolean;

export function coversOf(boxes: ReadonlyMap<NodeId, Box>, places: ReadonlyMap<NodeId, Place>): IsCovered {
    const raised = [...boxes].filter(([id, box]) => box.height > known(places, id).height);
    return (id, y) => {
        const own = boxes.get(id);
        return raised.some(([other, box]) => other !== id && box.x === own?.x && box.y <= y && y <= box.y + box.height);
    };
}
