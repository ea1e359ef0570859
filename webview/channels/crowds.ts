/**
 * Which processes are so alike that one card stands for them: of the same parent, the same program, with the same kinds
 * of ends. Whoever the user is with stands for itself. Pure.
 */
import type { NodeId } from "../card/card";
import { baseName } from "../card/baseName";
import type { Edge, ProcessCard, Scene } from "../scene/scene";
import { nodesOfCause } from "../scene/causeNodes";
import { selectedProcess } from "../scene/selectedProcess";
import { groupsOf } from "./groups";
import { aloneName, wholeName } from "./unfolding";

/** From so many living processes on. A crowd that has begun lasts until it is clearly over. */
const begins = 13;
const ends = 9;
/** Where the window has no room for all, from so many. */
const beginsWithoutRoom = 6;
/** So many alike ones make a crowd. */
const fewest = 4;

/** Who could end a wait stands for itself, unless these are many. */
const mostOfCause = 3;

export interface CrowdWish {
    readonly unfolded: readonly NodeId[];
    /** pid selected in the Call Stack. */
    readonly focused: number | null;
    /** There were crowds a moment ago. */
    readonly before: boolean;
    /** The window has no room for each of them. */
    readonly noRoom?: boolean;
}

export interface Crowds {
    /** There are enough processes for crowds. */
    readonly crowded: boolean;
    /** By the crowd's identity. */
    readonly members: ReadonlyMap<NodeId, readonly ProcessCard[]>;
    /** What the user has unfolded so that a process stands for itself. */
    readonly takenOut: ReadonlyMap<NodeId, string>;
}

export function crowdsOf(scene: Scene, shown: readonly ProcessCard[], edges: readonly Edge[], wish: CrowdWish): Crowds {
    const all = shown.filter((card) => !card.gone);
    // Where none lives any more, those that are left are looked at.
    const living = all.length > 0 ? all : shown;
    const crowded = living.length >= (wish.noRoom === true ? beginsWithoutRoom : wish.before ? ends : begins);
    if (!crowded) return { crowded, members: new Map(), takenOut: new Map() };
    const groups = groupsOf(living, signatures(scene, living, edges));
    const alike = [...groups].filter(([, members]) => members.length >= fewest && !talkAmongThemselves(members, scene, edges));
    const selected = selectedProcess(scene, wish.focused);
    const cause = new Set(nodesOfCause(scene.cause.filter(({ by }) => by.length <= mostOfCause)));
    const inside = ({ id, foremost }: ProcessCard, crowd: NodeId): boolean =>
        !foremost && id !== selected?.id && !cause.has(id) && takenOut(wish.unfolded, id, crowd).length === 0;
    return {
        crowded,
        members: new Map(
            alike.flatMap(([crowd, like]): readonly [NodeId, readonly ProcessCard[]][] => {
                const members = like.filter((card) => inside(card, crowd));
                return members.length === 0 ? [] : [[crowd, members]];
            }),
        ),
        takenOut: new Map(alike.flatMap(([crowd, like]) => like.flatMap(({ id }) => takenOut(wish.unfolded, id, crowd)))),
    };
}

function takenOut(unfolded: readonly string[], process: NodeId, crowd: NodeId): readonly (readonly [NodeId, string])[] {
    const name = [wholeName(crowd), aloneName(process)].find((each) => unfolded.includes(each));
    return name === undefined ? [] : [[process, name]];
}

/** The stages of a pipeline are no crowd, however alike they are: each has a place of its own in it. */
function talkAmongThemselves(members: readonly ProcessCard[], scene: Scene, edges: readonly Edge[]): boolean {
    const ids = new Set(members.map(({ id }) => id));
    const held = new Set(scene.held.map(({ key }) => key));
    const used = edges.filter(({ key }) => !scene.idle.has(key) && !held.has(key));
    return [...groupsOf(used, ({ object }) => object).values()].some((uses) => {
        const users = new Set(uses.map(({ process }) => process));
        return users.size === 2 && [...users].every((user) => ids.has(user));
    });
}

/** What alike processes have in common, as a name: "crowd p1 worker pipe read pipe write". */
function signatures(scene: Scene, shown: readonly ProcessCard[], edges: readonly Edge[]): (card: ProcessCard) => NodeId {
    const kinds = new Map(scene.objects.map((card) => [card.id, card.kind]));
    const held = new Set(scene.held.map(({ key }) => key));
    const ends = new Map<string, Set<string>>();
    for (const { process, object, flow, key } of edges) {
        if (scene.idle.has(key) || held.has(key)) continue;
        const known = ends.get(process) ?? new Set();
        ends.set(process, known.add(`${kinds.get(object)} ${flow}`));
    }
    const names = new Map<NodeId, NodeId>();
    let generation = shown.filter(({ parent }) => parent === null || !shown.some(({ id }) => id === parent));
    while (generation.length > 0) {
        for (const card of generation) {
            const program = baseName(card.fullCommand.split(" ", 1).join(""));
            names.set(card.id, [names.get(card.parent ?? "") ?? "crowd", program, ...[...(ends.get(card.id) ?? [])].sort()].join(" "));
        }
        // The children of alike parents have the same parent, as far as they are alike.
        for (const alike of groupsOf(generation, ({ id }) => names.get(id)).values()) {
            if (alike.length < fewest) for (const { id } of alike) names.set(id, `crowd ${id}`);
        }
        const parents = new Set(generation.map(({ id }) => id));
        generation = shown.filter(({ parent }) => parent !== null && parents.has(parent));
    }
    return ({ id }) => names.get(id) ?? id;
}
