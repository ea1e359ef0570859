/** From the scene to the chart. Pure: what the chart says, the scene says; it only leaves out and puts together. */
import type { NodeId } from "../card/card";
import { counted } from "../card/numberText";
import { cardKind, channelFace, type ObjectCard } from "../kinds/cards";
import type { Edge, Scene } from "../scene/scene";
import type { BundleNode, Chart, Link, ObjectNode, Tie, UserNode } from "./chart";
import { crowdsOf, type CrowdWish } from "./crowds";
import { groupsOf } from "./groups";
import { linksOf, roleOf, type ChartEdge } from "./links";
import { shownProcesses, usersOf } from "./users";

export interface ChartWithCrowds {
    readonly chart: Chart;
    /** There are enough processes for crowds. */
    readonly crowded: boolean;
}

export function chartOf(scene: Scene, wish: CrowdWish): ChartWithCrowds {
    const shown = shownProcesses(scene);
    const { named } = scene;
    const objects = pairsOf(scene.objects.filter((card) => card.channel || named.has(card.id)));
    const says = ({ flow, description, object }: Edge): boolean => flow !== "quiet" || description === null || named.has(object);
    const edges = scene.edges.filter((edge) => objects.has(edge.object) && says(edge));
    const crowds = crowdsOf(scene, shown, edges, wish);
    const userOf = new Map<NodeId, NodeId>(shown.map(({ id }) => [id, id]));
    for (const [crowd, members] of crowds.members) for (const { id } of members) userOf.set(id, crowd);

    const heldKeys = new Set(scene.held.map(({ key }) => key));
    const all = edges.flatMap((edge): readonly ChartEdge[] => {
        const user = userOf.get(edge.process);
        const node = objects.get(edge.object);
        return user === undefined || node === undefined ? [] : [{ user, channel: node.id, role: roleOf(scene, heldKeys, edge), edge }];
    });
    const usesOf = groupsOf(all, ({ channel }) => channel);
    const reached = new Set(scene.edges.flatMap(({ object }) => objects.get(object)?.id ?? []));
    const drawn = [...new Set(objects.values())].filter(
        ({ id, card, other }) =>
            isShared(usesOf.get(id) ?? [], reached.has(id)) ||
            (card.showsAlone === true && usesOf.has(id)) ||
            named.has(card.id) ||
            (other !== null && named.has(other.id)),
    );
    const bundles = bundlesOf(drawn, usesOf, new Set(crowds.members.keys()));
    const channelOf = new Map<NodeId, NodeId>(drawn.map(({ id }) => [id, id]));
    for (const [bundle, members] of bundles) for (const { id } of members) channelOf.set(id, bundle);
    const links = linksOf(
        all.flatMap((each) => {
            const channel = channelOf.get(each.channel);
            return channel === undefined ? [] : [{ ...each, channel }];
        }),
    );
    const kept = new Map(
        [
            ...groupsOf(
                all.filter(({ channel }) => !channelOf.has(channel)),
                ({ user }) => user,
            ),
        ].map(([user, own]) => [user, new Set(own.map(({ channel }) => channel)).size]),
    );
    const users = usersOf(scene, shown, crowds, kept);
    const channels = [
        ...drawn.filter(({ id }) => channelOf.get(id) === id).map((node) => withNearUsers(node, usesOf.get(node.id) ?? [])),
        ...[...bundles].map(([id, members]) => bundleNode(id, members)),
    ];
    return { chart: { users, channels, links, ties: tiesOf(scene, users, userOf, links) }, crowded: crowds.crowded };
}

/** By object: its node. Two objects that are each other's ends have one. */
function pairsOf(cards: readonly ObjectCard[]): ReadonlyMap<NodeId, ObjectNode> {
    const byId = new Map(cards.map((card) => [card.id, card]));
    const nodes = new Map<NodeId, ObjectNode>();
    for (const card of cards) {
        if (nodes.has(card.id)) continue;
        const other = card.peer === undefined || card.peer === null ? null : (byId.get(card.peer) ?? null);
        const free = other?.peer !== card.id || nodes.has(other.id) ? null : other;
        const node: ObjectNode = { kind: "object", id: card.id, card, face: channelFace(card), other: free, nearUsers: [] };
        nodes.set(card.id, node);
        if (free !== null) nodes.set(free.id, node);
    }
    return nodes;
}

function withNearUsers(node: ObjectNode, uses: readonly ChartEdge[]): ObjectNode {
    if (node.other === null) return node;
    const near = uses.filter(({ edge, role }) => edge.object === node.card.id && role !== "idle");
    return { ...node, nearUsers: [...new Set(near.map(({ user }) => user))] };
}

/** What a process keeps to itself is not drawn, unless it waits there; what outlives its users is. */
function isShared(uses: readonly ChartEdge[], isReached: boolean): boolean {
    if (uses.length === 0) return !isReached;
    return new Set(uses.map(({ edge }) => edge.process)).size > 1 || uses.some(({ edge, role }) => edge.waiting || role === "held");
}

/** As many with names of their own are told apart. */
const fewNamed = 3;

/** Channels of one kind with the same users, one of which is a crowd. A few that have names, by which others find them, say those. */
function bundlesOf(
    nodes: readonly ObjectNode[],
    usesOf: ReadonlyMap<NodeId, readonly ChartEdge[]>,
    crowds: ReadonlySet<NodeId>,
): ReadonlyMap<NodeId, readonly ObjectNode[]> {
    const named = groupsOf(nodes, (node): NodeId | null => {
        const uses = (usesOf.get(node.id) ?? []).filter(({ role }) => role !== "idle");
        if (!uses.some(({ user }) => crowds.has(user))) return null;
        return ["bundle", node.card.kind, ...new Set(uses.map(({ user, edge }) => `${user}:${edge.flow}`))].sort().join(" ");
    });
    return new Map(
        [...named].flatMap(([id, members]): readonly [NodeId, readonly ObjectNode[]][] =>
            id === null || members.length < 2 || (members.length <= fewNamed && members.every(hasName)) ? [] : [[id, members]],
        ),
    );
}

function hasName({ card, other }: ObjectNode): boolean {
    return (card.path !== null || card.showsAlone === true) && other === null;
}

function bundleNode(id: NodeId, members: readonly ObjectNode[]): BundleNode {
    const [first] = members;
    const word = first === undefined ? null : cardKind(first.card.kind).counted;
    const busy = members.filter(({ face }) => (face?.pieces.length ?? 0) + (face?.away?.pieces.length ?? 0) > 0).length;
    const fresh = members.filter(({ card }) => card.mark !== null).length;
    return {
        kind: "bundle",
        id,
        title: counted(members.length, `${word ?? "object"}${first?.other === null ? "" : " pair"}`),
        detail: first?.face === null ? "" : busy === 0 ? "all empty" : `${busy} with data`,
        cards: members.flatMap(({ card, other }) => (other === null ? [card] : [card, other])),
        mark: fresh === 0 ? null : `${fresh} changed`,
    };
}

function tiesOf(scene: Scene, users: readonly UserNode[], userOf: ReadonlyMap<NodeId, NodeId>, links: readonly Link[]): readonly Tie[] {
    const linked = new Set(links.filter(({ background }) => !background).map(({ user }) => user));
    const present = new Set(users.map(({ id }) => id));
    const ties = new Map<string, Tie>();
    const add = (kind: Tie["kind"], one: NodeId, other: NodeId, fresh: boolean): void => {
        const [from, to] = [userOf.get(one), userOf.get(other)];
        if (from === undefined || to === undefined || from === to || !present.has(from) || !present.has(to)) return;
        ties.set(`${kind} ${from} ${to}`, { key: `${kind} ${from} ${to}`, from, to, kind, fresh });
    };
    for (const { waiter, awaited } of scene.waits) add("wait", waiter, awaited, false);
    for (const { parent, child, fresh } of scene.forks) {
        const to = userOf.get(child);
        const from = userOf.get(parent);
        if (to === undefined || linked.has(to) || ties.has(`wait ${from} ${to}`)) continue;
        add("fork", parent, child, fresh);
    }
    return [...ties.values()];
}
