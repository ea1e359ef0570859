/** What is connected with what in a chart, and how much that counts for where it stands. Pure. */
import type { NodeId } from "../card/card";
import type { Chart } from "./chart";

export type Neighbours = ReadonlyMap<NodeId, ReadonlyMap<NodeId, number>>;

const weightOfRole = { used: 1, held: 0.4, idle: 0.01 } as const;
const weightOfTie = { wait: 0.3, fork: 1 } as const;

export function neighboursOf({ links, ties }: Chart): Neighbours {
    const neighbours = new Map<NodeId, Map<NodeId, number>>();
    const add = (one: NodeId, other: NodeId, weight: number): void => {
        const own = neighbours.get(one) ?? new Map<NodeId, number>();
        neighbours.set(one, own.set(other, (own.get(other) ?? 0) + weight));
    };
    const both = (one: NodeId, other: NodeId, weight: number): void => {
        add(one, other, weight);
        add(other, one, weight);
    };
    for (const { user, channel, role, background } of links) if (!background) both(user, channel, weightOfRole[role]);
    for (const { from, to, kind } of ties) both(from, to, weightOfTie[kind]);
    return neighbours;
}
