/** Quiet frames around the cards of one process group, and of one session, where there are several. */
import type { NodeId } from "../card/card";
import type { JobCircle } from "../scene/jobCircle";

export interface Rectangle {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

export interface GroupFrame extends Rectangle {
    readonly key: string;
    readonly of: "group" | "session";
}

interface Member {
    readonly id: NodeId;
    readonly circle: JobCircle | null;
}

/** A group's frame stands so far from its cards, where there is room; a session's farther. */
const distances = { group: 5, session: 10 };
const least = 2;
/** Of two frames, and of a frame and a card. */
const apart = 2;
/** In a crowd a card alone has no frame of its own. */
const fewMembers = 7;

/** Where cards stand, and whether one that is no process may be enclosed with these processes. */
export interface Standing {
    readonly boxes: ReadonlyMap<NodeId, Rectangle>;
    readonly belongs: (card: NodeId, processes: readonly NodeId[]) => boolean;
}

/**
 * Cards stay where they are, so those of a group may stand apart: then each part has a frame. A frame encloses nothing that does not belong
 * there, and cuts no card.
 */
export function groupFrames(members: readonly Member[], standing: Standing): readonly GroupFrame[] {
    return (["group", "session"] as const).flatMap((of) => framesOf(of, members, standing));
}

function framesOf(of: "group" | "session", members: readonly Member[], standing: Standing): readonly GroupFrame[] {
    const { boxes } = standing;
    const byNumber = new Map<number, NodeId[]>();
    for (const { id, circle } of members) {
        const number = circle?.[of] ?? null;
        if (number !== null && boxes.has(id)) byNumber.set(number, [...(byNumber.get(number) ?? []), id]);
    }
    const framesAlone = of === "group" && members.filter(({ circle }) => circle !== null).length < fewMembers;
    return [...byNumber].flatMap(([number, ids]) =>
        partsOf(ids, standing).flatMap((part, index): readonly GroupFrame[] => {
            if (part.length === 1 && !framesAlone) return [];
            const around = enclosing(part, boxes);
            const distance = Math.min(distances[of], roomAround(around, boxes));
            return distance < least ? [] : [{ key: `${of} ${number} ${index}`, of, ...grown(around, distance) }];
        }),
    );
}

/** From the top: a card joins the part before it if nothing is in the way. */
function partsOf(ids: readonly NodeId[], standing: Standing): readonly (readonly NodeId[])[] {
    const sorted = [...ids].sort((one, other) => placeOf(one, standing.boxes) - placeOf(other, standing.boxes));
    const parts: NodeId[][] = [];
    for (const id of sorted) {
        const part = parts.find((each) => isFree([...each, id], ids, standing));
        if (part === undefined) parts.push([id]);
        else part.push(id);
    }
    return parts;
}

function placeOf(id: NodeId, boxes: ReadonlyMap<NodeId, Rectangle>): number {
    const farRight = 1e6;
    const box = boxes.get(id);
    return box === undefined ? 0 : box.x * farRight + box.y;
}

function isFree(part: readonly NodeId[], group: readonly NodeId[], { boxes, belongs }: Standing): boolean {
    const around = enclosing(part, boxes);
    return [...boxes].every(([id, box]) => part.includes(id) || !overlap(around, box) || (isWithin(box, around) && belongs(id, group)));
}

function enclosing(part: readonly NodeId[], boxes: ReadonlyMap<NodeId, Rectangle>): Rectangle {
    const all = part.flatMap((id) => boxes.get(id) ?? []);
    const [x, y] = [Math.min(...all.map((box) => box.x)), Math.min(...all.map((box) => box.y))];
    const [right, bottom] = [Math.max(...all.map((box) => box.x + box.width)), Math.max(...all.map((box) => box.y + box.height))];
    return { x, y, width: right - x, height: bottom - y };
}

/** Frames on both sides share the gap to the next card. */
function roomAround(around: Rectangle, boxes: ReadonlyMap<NodeId, Rectangle>): number {
    const gaps = [...boxes.values()].flatMap((box) => (overlap(around, box) ? [] : [gapBetween(around, box)]));
    return Math.floor((Math.min(Infinity, ...gaps) - apart) / 2);
}

function gapBetween(one: Rectangle, other: Rectangle): number {
    const across = Math.max(other.x - one.x - one.width, one.x - other.x - other.width);
    const down = Math.max(other.y - one.y - one.height, one.y - other.y - other.height);
    return Math.max(across, down);
}

function overlap(one: Rectangle, other: Rectangle): boolean {
    return gapBetween(one, other) < 0;
}

function isWithin(inner: Rectangle, outer: Rectangle): boolean {
    const ends = inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
    return inner.x >= outer.x && inner.y >= outer.y && ends;
}

function grown({ x, y, width, height }: Rectangle, by: number): Rectangle {
    return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
