/** Channels: processes, and between them what they share. */
import { css, html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { NodeId, Reached } from "./card/card";
import type { ChannelsPicture } from "./channels/channelsPicture";
import { allNodes, type ChartNode, type ObjectNode } from "./channels/chart";
import type { ChartPlacement } from "./channels/chartPlacement";
import type { Actions, Look } from "./frame/frame";
import { groupFrames, type Standing } from "./layout/groupFrames";
import { known } from "./layout/known";
import { chartBundle, chartChannel, type TubeFlow } from "./nodes/chartChannel";
import { chartCrowd } from "./nodes/chartCrowd";
import { chartLinks } from "./nodes/chartLinks";
import { chartUser } from "./nodes/chartUser";
import { groupFrameLayer } from "./nodes/groupFrames";
import { selectedProcess } from "./scene/selectedProcess";
import type { Scene } from "./scene/scene";
import type { Viewpoint } from "./world";

/** What the page does with Channels. */
export interface ChannelsActions extends Actions {
    isUnfolded(id: NodeId): boolean;
}

/** Links end at the frame of a card, and nothing in it leads them on. */
const atTheFrame: Reached = { in: [], out: [] };

export function channelsWorld(
    { chart, placement }: ChannelsPicture,
    scene: Scene,
    { active, focused, zoom }: Viewpoint,
    actions: ChannelsActions,
): TemplateResult {
    const related = relatedTo(active, placement);
    const selected = selectedProcess(scene, focused);
    const lookOf = (id: NodeId): Look => {
        const box = known(placement.boxes, id);
        return {
            box,
            side: "left",
            reached: atTheFrame,
            related: related.has(id),
            selected: id === selected?.id,
            raised: box.room === "full",
        };
    };
    const unfold = (event: Event): void => {
        const target = event.target as HTMLElement;
        const card = target.closest<HTMLElement>(".card")?.dataset["node"];
        if (card !== undefined && target.closest("button") === null) actions.unfold(card);
    };
    return html`
        <div class="world chart" .style=${`width:${placement.width}px;height:${placement.height}px;zoom:${zoom}`} @click=${unfold}>
            ${groupFrameLayer(groupFrames(scene.processes, standing(placement)))}
            ${chartLinks(placement, active)}
            ${repeat(
                allNodes(chart),
                ({ id }) => id,
                (node) => drawn(node, placement, lookOf(node.id), actions),
            )}
        </div>`;
}

function drawn(node: ChartNode, placement: ChartPlacement, look: Look, actions: ChannelsActions): TemplateResult {
    switch (node.kind) {
        case "process":
            return chartUser(node, placement.rows.get(node.id), look, actions);
        case "crowd":
            return chartCrowd(node, actions.isUnfolded(node.id), look, actions);
        case "object":
            return chartChannel(node, flowOf(node, placement), look, actions);
        case "bundle":
            return chartBundle(node, look);
    }
}

/** A channel belongs to a group that alone uses it. */
function standing({ boxes, links }: ChartPlacement): Standing {
    const users = new Map<NodeId, NodeId[]>();
    for (const { touches } of links) {
        const [user, channel] = touches;
        if (user !== undefined && channel !== undefined) users.set(channel, [...(users.get(channel) ?? []), user]);
    }
    return { boxes, belongs: (id, processes) => users.get(id)?.every((user) => processes.includes(user)) === true };
}

/** What is in it leaves towards where the reading stands: to the left, if the reader is there. */
function flowOf({ id, nearUsers }: ObjectNode, { links, cells, metrics }: ChartPlacement): TubeFlow {
    const receiver = links.find(({ flow, touches: [user = "", channel] }) => {
        return channel === id && (nearUsers.length === 0 ? flow === "read" : nearUsers.includes(user));
    });
    const isBefore = receiver !== undefined && known(cells, receiver.touches[0] ?? "").layer < known(cells, id).layer;
    return { direction: metrics.direction, back: isBefore };
}

/** The card that the user points at, and its neighbours. */
function relatedTo(active: string | null, { links }: ChartPlacement): ReadonlySet<string> {
    if (active === null) return new Set();
    return new Set(links.filter(({ touches }) => touches.includes(active)).flatMap(({ touches }) => touches));
}

export const channelsWorldStyles = css`
    .world.chart { margin: 0; }
    /* Only "tidy up", or another shape of the window, moves a card. */
    .chart .card { transition: left 340ms ease, top 340ms ease; }
    .chart .way { transition: d 340ms ease; }
    @media (prefers-reduced-motion: reduce) { .chart .card, .chart .way { transition: none; } }
    :host-context(.vscode-reduce-motion) .chart .card, :host-context(.vscode-reduce-motion) .chart .way { transition: none; }
`;
