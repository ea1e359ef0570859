/**
 * What hangs at one process alone: each of its children with the channels between them, and whatever lies behind. A branch
 * may stand anywhere around that process without crossing another one. Pure.
 */
import type { NodeId } from "../card/card";
import { allNodes, type Chart } from "./chart";
import { groupsOf } from "./groups";

export interface Hub {
    readonly id: NodeId;
    /** Each with all that belongs to it, in the order of the chart. */
    readonly branches: readonly (readonly NodeId[])[];
}

/** Fewer branches need no more room than they have. */
const fewestBranches = 2;
/** A channel of so many users is a place where all meet, which keeps nobody together. */
const meetingPlace = 4;

/** The process with the most branches that lie wholly behind it; null: none has several. */
export function hubOf(chart: Chart, layers: ReadonlyMap<NodeId, number>): Hub | null {
    const beside = besides(chart);
    const isUser = new Set(chart.users.map(({ id }) => id));
    let best: Hub | null = null;
    const degree = (id: NodeId): number => beside.get(id)?.size ?? 0;
    for (const { id } of [...chart.users].sort((one, other) => degree(other.id) - degree(one.id))) {
        // Nobody has more branches than there are nodes beside it.
        if (degree(id) < fewestBranches || degree(id) <= (best?.branches.length ?? 0)) break;
        const own = layers.get(id) ?? 0;
        const branches = branchesAt(id, chart, beside).filter(
            (branch) => branch.some((node) => isUser.has(node)) && branch.every((node) => (layers.get(node) ?? 0) > own),
        );
        if (branches.length >= fewestBranches && branches.length > (best?.branches.length ?? 0)) best = { id, branches };
    }
    return best;
}

type Besides = ReadonlyMap<NodeId, ReadonlySet<NodeId>>;

function branchesAt(hub: NodeId, chart: Chart, beside: Besides): readonly (readonly NodeId[])[] {
    const seen = new Set<NodeId>([hub]);
    const branches: NodeId[][] = [];
    for (const { id } of allNodes(chart)) {
        if (seen.has(id) || !beside.has(id)) continue;
        const branch: NodeId[] = [];
        const next = [id];
        seen.add(id);
        let isOfTheHub = false;
        for (let node = next.pop(); node !== undefined; node = next.pop()) {
            branch.push(node);
            for (const other of beside.get(node) ?? []) {
                if (other === hub) isOfTheHub = true;
                if (seen.has(other)) continue;
                seen.add(other);
                next.push(other);
            }
        }
        if (isOfTheHub) branches.push(branch);
    }
    return branches;
}

/** Who touches whom, without what nobody uses and without the places where all meet. */
function besides({ links, ties }: Chart): Besides {
    const beside = new Map<NodeId, Set<NodeId>>();
    const join = (one: NodeId, other: NodeId): void => {
        beside.set(one, (beside.get(one) ?? new Set()).add(other));
        beside.set(other, (beside.get(other) ?? new Set()).add(one));
    };
    const used = links.filter(({ background, role }) => !background && role !== "idle");
    for (const [channel, uses] of groupsOf(used, (link) => link.channel)) {
        const users = new Set(uses.map(({ user }) => user));
        if (users.size < meetingPlace) for (const user of users) join(user, channel);
    }
    for (const { from, to } of ties) join(from, to);
    return beside;
}
