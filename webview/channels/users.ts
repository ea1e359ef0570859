/** The processes of a chart: each as a card of its own, or in the card of its crowd. Pure. */
import { baseName } from "../card/baseName";
import type { NodeId } from "../card/card";
import { grouped } from "../card/numberText";
import type { HeldEnd, ProcessCard, Scene } from "../scene/scene";
import type { CrowdNode, CrowdState, ProcessNode, UserNode } from "./chart";
import type { Crowds } from "./crowds";
import { groupsOf } from "./groups";

/** Ended processes give back their room, unless nobody has waited for them yet or they ended just now. */
export function shownProcesses({ processes }: Scene): readonly ProcessCard[] {
    const living = processes.filter((card) => !card.gone || card.symbol === "zombie" || card.mark === "ended");
    return living.some((card) => !card.gone) ? living : processes;
}

/** `keptBy`: how many channels only this process uses. */
export function usersOf(
    scene: Scene,
    shown: readonly ProcessCard[],
    crowds: Crowds,
    keptBy: ReadonlyMap<NodeId, number>,
): readonly UserNode[] {
    const inCrowd = new Set([...crowds.members.values()].flat());
    const held = groupsOf<HeldEnd, NodeId>(scene.held, (end) => end.process);
    const single = shown
        .filter((card) => !inCrowd.has(card))
        .map((card): ProcessNode => {
            return {
                kind: "process",
                id: card.id,
                card,
                held: held.get(card.id) ?? [],
                kept: keptBy.get(card.id) ?? 0,
                takenOut: crowds.takenOut.get(card.id) ?? null,
            };
        });
    return [
        ...single,
        ...[...crowds.members].map(([id, members]) =>
            crowdNode(
                id,
                members,
                members.flatMap((card) => held.get(card.id) ?? []),
            ),
        ),
    ];
}

function crowdNode(id: NodeId, members: readonly ProcessCard[], held: readonly HeldEnd[]): CrowdNode {
    const [first] = members;
    const states = [...groupsOf(members, stateWords)].map(([text, alike]): CrowdState => ({
        symbol: alike[0]?.symbol ?? "running",
        text,
        members: alike,
    }));
    const fresh = members.filter((card) => card.mark === "new").length;
    return {
        kind: "crowd",
        id,
        title: `${grouped(members.length)} × ${baseName((first?.fullCommand ?? "").split(" ", 1).join(""))}`,
        color: first?.color ?? 0,
        members,
        held,
        states: states.sort((one, other) => one.members.length - other.members.length),
        mark: fresh === 0 ? null : `${fresh} new`,
    };
}

/** "blocked in read", "stopped": what is alike in the states of alike processes. */
export function stateWords(card: ProcessCard): string {
    const call = card.symbol === "blocked" ? /^waits in (\w+)/.exec(card.detail ?? "")?.[1] : undefined;
    return call === undefined ? card.stateText : `in ${call}`;
}
