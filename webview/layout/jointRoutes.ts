/** From one end of a connection to the other: beside the objects, where no card stands. A lone end has a stub that leads nowhere. */
import type { NodeId } from "../card/card";
import type { Joint, Scene } from "../scene/scene";
import { bracket } from "./bracket";
import type { Ground } from "./ground";
import { known } from "./known";
import { assignLanes, type Stretch } from "./lanes";
import type { PlacedJoint, Spot } from "./placement";
import type { Arrangement } from "./view";

const laneWidth = 4;
const firstLane = 6;
/** From the lower edge of the upper card, and from the upper edge of the lower one. */
const inward = 14;
const stub = 9;

/** The side of the objects' cards where joints run, left (-1) or right (1), and how many lanes fit there. */
interface Margin {
    readonly side: -1 | 1;
    readonly lanes: number;
}

/** In one column all other edges run at the right. */
function marginOf(arrangement: Arrangement): Margin {
    if (arrangement.kind === "stack") return { side: -1, lanes: 2 };
    return { side: 1, lanes: arrangement.width < 820 ? 2 : 4 };
}

function jointKey({ one, other }: Joint): string {
    return `${one}=${other ?? ""}`;
}

export function routeJoints(
    scene: Scene,
    { boxes, crowd, isCovered }: Ground,
    before: ReadonlyMap<string, number>,
    arrangement: Arrangement,
): { readonly joints: readonly PlacedJoint[]; readonly lanes: ReadonlyMap<string, number> } {
    const { side, lanes: laneCount } = marginOf(arrangement);
    const plugAt = ({ id, y }: JointEnd): Spot => ({ x: known(boxes, id).x + (side < 0 ? 0 : known(boxes, id).width), y });
    const shows = ({ id, y }: JointEnd): boolean => !isCovered(id, y);
    const pairs = scene.joints.flatMap((joint) => pairOf(joint, boxes) ?? []).filter(({ upper, lower }) => shows(upper) && shows(lower));
    const lanes = assignLanes(pairs, before, laneCount);
    const lines = pairs.map(({ key, upper, lower }): PlacedJoint => {
        const [start, end] = [plugAt(upper), plugAt(lower)];
        return {
            key,
            path: bracket(start.x, start.y, start.x + side * (firstLane + known(lanes, key) * laneWidth), end.x, end.y),
            plugs: [start, end],
            open: null,
            background: crowd.channels,
            touches: [upper.id, lower.id],
        };
    });
    const stubs = scene.joints.flatMap((joint): readonly PlacedJoint[] => {
        const end = loneEnd(joint, boxes);
        if (end === null || !shows(end)) return [];
        const plug = plugAt(end);
        const open = { x: plug.x + side * stub, y: plug.y };
        return [
            { key: jointKey(joint), path: `M${plug.x},${plug.y} H${open.x}`, plugs: [plug], open, background: false, touches: [end.id] },
        ];
    });
    return { joints: [...lines, ...stubs], lanes };
}

interface JointEnd {
    readonly id: NodeId;
    readonly y: number;
}

interface Pair extends Stretch {
    readonly upper: JointEnd;
    readonly lower: JointEnd;
}

/** null: one of the cards is not drawn. */
function pairOf(joint: Joint, boxes: Ground["boxes"]): Pair | null {
    if (joint.other === null) return null;
    const [one, other] = [boxes.get(joint.one), boxes.get(joint.other)];
    if (one === undefined || other === undefined) return null;
    const isFirstAbove = one.y <= other.y;
    const [above, below] = isFirstAbove ? [one, other] : [other, one];
    const upper = { id: isFirstAbove ? joint.one : joint.other, y: above.y + above.height - inward };
    const lower = { id: isFirstAbove ? joint.other : joint.one, y: below.y + inward };
    return { key: jointKey(joint), from: upper.y, to: lower.y, first: 0, upper, lower };
}

function loneEnd({ one, other }: Joint, boxes: Ground["boxes"]): JointEnd | null {
    const box = boxes.get(one);
    return box === undefined || other !== null ? null : { id: one, y: box.y + box.height - inward };
}
