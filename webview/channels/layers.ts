/**
 * In which layer everything of a chart stands: users in the even ones, channels in the odd ones between them, so that data
 * flow from layer to layer as far as they do not run in circles. Pure.
 */
import type { NodeId } from "../card/card";
import type { Chart, Link, UserNode } from "./chart";
import { groupsOf } from "./groups";

/** Beyond so many pairs of writers and readers a channel is a place where all meet. */
const mostPairs = 12;
/** A copy that nobody uses weighs little. */
const weights: Readonly<Record<Link["role"], number>> = { used: 1, held: 0.5, idle: 0.1 };

export function layersOf(chart: Chart): ReadonlyMap<NodeId, number> {
    const order = new Map(chart.users.map(({ id }, index) => [id, index]));
    const users = userLayers(chart, order);
    const layers = new Map(users);
    const linksOf = groupsOf(chart.links, ({ channel }) => channel);
    for (const { id } of chart.channels) layers.set(id, channelLayer(linksOf.get(id) ?? [], users));
    return layers;
}

/**
 * The layers of all when some have theirs already. As long as those stand as they would if all were new, what is new stands
 * so too; else beside its parent.
 */
export function layersAround(chart: Chart, kept: ReadonlyMap<NodeId, number>): ReadonlyMap<NodeId, number> {
    const fresh = layersOf(chart);
    const shifts = new Set(chart.users.flatMap(({ id }) => (kept.has(id) ? [(kept.get(id) ?? 0) - (fresh.get(id) ?? 0)] : [])));
    const [shift = 0] = shifts;
    const agrees = shifts.size <= 1 && shift >= 0;
    const layers = new Map<NodeId, number>();
    const parents = parentsOf(chart);
    for (const user of chart.users) {
        const parent = layers.get(parents(user) ?? "");
        const own = agrees ? (fresh.get(user.id) ?? 0) + shift : parent === undefined ? 0 : parent + 2;
        layers.set(user.id, kept.get(user.id) ?? own);
    }
    const linksOf = groupsOf(chart.links, ({ channel }) => channel);
    for (const { id } of chart.channels) layers.set(id, kept.get(id) ?? channelLayer(linksOf.get(id) ?? [], layers));
    return layers;
}

/** A crowd's parent is its members'. */
function parentsOf({ users }: Chart): (node: UserNode) => NodeId | null {
    const userOf = new Map<NodeId, NodeId>();
    for (const user of users) {
        if (user.kind === "process") userOf.set(user.id, user.id);
        else for (const { id } of user.members) userOf.set(id, user.id);
    }
    return (node) => {
        const parent = node.kind === "process" ? node.card.parent : (node.members[0]?.parent ?? null);
        return parent === null ? null : (userOf.get(parent) ?? null);
    };
}

/** The odd layer nearest to all who use the channel, with its writers before and its readers after it if that is as near. */
function channelLayer(links: readonly Link[], users: ReadonlyMap<NodeId, number>): number {
    const ends = links.flatMap((link) => {
        const layer = users.get(link.user);
        return layer === undefined ? [] : [{ layer, flow: link.flow, weight: link.background ? 0 : weights[link.role] }];
    });
    if (ends.length === 0) return 1;
    const layers = ends.map(({ layer }) => layer);
    const cost = (at: number): number =>
        ends.reduce((sum, { layer, flow, weight }) => {
            const isBackwards = (flow === "write" && layer > at) || (flow === "read" && layer < at);
            return sum + weight * (Math.abs(layer - at) + (isBackwards ? 0.5 : 0));
        }, 0);
    let best = Math.max(1, Math.min(...layers) - 1);
    for (let at = best + 2; at <= Math.max(...layers) + 1; at += 2) if (cost(at) < cost(best)) best = at;
    return best;
}

function userLayers(chart: Chart, order: ReadonlyMap<NodeId, number>): ReadonlyMap<NodeId, number> {
    const before = withoutCircles(arcsOf(chart, order), [...order.keys()]);
    const layers = new Map<NodeId, number>();
    const layerOf = (id: NodeId): number => {
        const known = layers.get(id);
        if (known !== undefined) return known;
        const own = Math.max(0, ...[...(before.get(id) ?? [])].map((other) => layerOf(other) + 2));
        layers.set(id, own);
        return own;
    };
    for (const id of order.keys()) layerOf(id);
    return nearTheirTargets(layers, before);
}

/** Who only sends stands just before the first who receives from it. */
function nearTheirTargets(layers: Map<NodeId, number>, before: ReadonlyMap<NodeId, ReadonlySet<NodeId>>): ReadonlyMap<NodeId, number> {
    for (const id of layers.keys()) {
        if ((before.get(id)?.size ?? 0) > 0) continue;
        const targets = [...before].filter(([, sources]) => sources.has(id)).map(([target]) => layers.get(target) ?? 0);
        if (targets.length > 0) layers.set(id, Math.max(0, Math.min(...targets) - 2));
    }
    return layers;
}

type Arcs = Map<NodeId, Set<NodeId>>;

/** From each user to those that come after it. */
function arcsOf(chart: Chart, order: ReadonlyMap<NodeId, number>): Arcs {
    const { links, users } = chart;
    const arcs: Arcs = new Map();
    const has = (from: NodeId, to: NodeId): boolean => arcs.get(from)?.has(to) === true;
    const add = (from: NodeId, to: NodeId): void => void (arcs.get(from) ?? arcs.set(from, new Set()).get(from))?.add(to);
    const inOrder = (one: NodeId, other: NodeId): readonly [NodeId, NodeId] =>
        (order.get(one) ?? 0) <= (order.get(other) ?? 0) ? [one, other] : [other, one];
    for (const role of ["used", "held"] as const) {
        for (const group of groupsOf(links, ({ channel }) => channel).values()) {
            for (const [from, to] of pairsOf(group, role, inOrder)) {
                // Who talks both ways stands as the tree of processes does: the older one first.
                if (role === "held" && (has(from, to) || has(to, from))) continue;
                add(from, to);
            }
        }
    }
    const connected = new Set([...arcs].flatMap(([from, targets]) => [from, ...targets]));
    const parents = parentsOf(chart);
    for (const user of users) {
        const parent = parents(user);
        if (parent !== null && parent !== user.id && !connected.has(user.id)) add(parent, user.id);
    }
    for (const [from, targets] of arcs) {
        for (const to of targets) {
            if (!has(to, from)) continue;
            const [first, second] = inOrder(from, to);
            arcs.get(second)?.delete(first);
        }
    }
    return arcs;
}

function pairsOf(
    links: readonly Link[],
    role: Link["role"],
    inOrder: (one: NodeId, other: NodeId) => readonly [NodeId, NodeId],
): readonly (readonly [NodeId, NodeId])[] {
    const counted = links.filter((link) => link.role === "used" || link.role === role);
    const writers = [...new Set(counted.filter(({ flow }) => flow === "write").map(({ user }) => user))];
    const readers = [...new Set(counted.filter(({ flow }) => flow === "read").map(({ user }) => user))];
    const pairs = writers.flatMap((writer) => readers.filter((reader) => reader !== writer).map((reader) => [writer, reader] as const));
    if (pairs.length > 0 && pairs.length <= mostPairs) return pairs;
    // All that meet at one place: the oldest before the others.
    const users = [...new Set(counted.map(({ user }) => user))];
    const oldest = users.reduce<NodeId | null>((one, other) => (one === null ? other : inOrder(one, other)[0]), null);
    return oldest === null ? [] : users.filter((user) => user !== oldest).map((user) => [oldest, user] as const);
}

/** For each user those before it, without the arcs that would close a circle. */
function withoutCircles(arcs: Arcs, order: readonly NodeId[]): ReadonlyMap<NodeId, ReadonlySet<NodeId>> {
    const before = new Map<NodeId, Set<NodeId>>(order.map((id) => [id, new Set()]));
    const state = new Map<NodeId, "open" | "done">();
    const visit = (id: NodeId): void => {
        state.set(id, "open");
        for (const next of arcs.get(id) ?? []) {
            if (state.get(next) === "open") continue;
            before.get(next)?.add(id);
            if (state.get(next) === undefined) visit(next);
        }
        state.set(id, "done");
    };
    const targets = new Set([...arcs.values()].flatMap((each) => [...each]));
    for (const id of [...order.filter((each) => !targets.has(each)), ...order]) if (state.get(id) === undefined) visit(id);
    return before;
}
