/** The links of a chart: from who uses a channel to the channel, those of one way as one. Pure. */
import type { Flow, NodeId } from "../card/card";
import type { Edge, Scene } from "../scene/scene";
import type { Link, Role } from "./chart";
import { groupsOf } from "./groups";

/** More descriptors than these are counted. */
const namedDescriptors = 2;
/** Idle ends beyond this many say nothing that helps. */
const tellableIdle = 12;

/** An edge of the scene between two nodes of the chart. */
export interface ChartEdge {
    readonly user: NodeId;
    readonly channel: NodeId;
    readonly role: Role;
    readonly edge: Edge;
}

export function roleOf({ idle }: Scene, heldKeys: ReadonlySet<string>, { key }: Edge): Role {
    if (heldKeys.has(key)) return "held";
    return idle.has(key) ? "idle" : "used";
}

export function linksOf(edges: readonly ChartEdge[]): readonly Link[] {
    const groups = [...groupsOf(edges, ({ user, channel, role, edge }) => `${user} ${channel} ${role} ${edge.flow}`).values()];
    const links = groups.flatMap((group) => oneLink(group) ?? []);
    const isHidden = links.filter(({ role }) => role === "idle").length > tellableIdle;
    return links.map((link) => (isHidden && link.role === "idle" ? { ...link, background: true } : link));
}

function oneLink(group: readonly ChartEdge[]): Link | null {
    const [first] = group;
    if (first === undefined) return null;
    const { user, channel, role } = first;
    const flow: Flow = first.edge.flow;
    return {
        key: `${user} ${channel} ${flow} ${role}`,
        user,
        channel,
        flow,
        role,
        waiting: group.some(({ edge }) => edge.waiting),
        fresh: group.some(({ edge }) => edge.fresh),
        label: labelOf(group),
        rows: [...new Set(group.map(({ edge }) => edge.key))],
        direct: group.every(({ edge }) => edge.description === null),
        background: false,
    };
}

/** Of one process only: the numbers of several have nothing to do with each other. */
function labelOf(group: readonly ChartEdge[]): string | null {
    const processes = new Set(group.map(({ edge }) => edge.process));
    const numbers = group.flatMap(({ edge }) => (edge.description === null ? [] : [/\d+$/.exec(edge.key)?.[0] ?? ""]));
    if (processes.size > 1 || numbers.length === 0) return null;
    return numbers.length > namedDescriptors ? `${numbers.length} fds` : `fd ${numbers.join(", ")}`;
}
