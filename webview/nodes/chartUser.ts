/** A process in Channels: who it is, what it does or waits for, and the ends that it holds in vain. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { ProcessNode } from "../channels/chart";
import { aloneName } from "../channels/unfolding";
import { boxStyle, linkTo, lookClasses, markTag, type Actions, type Look } from "../frame/frame";
import { icons, stateIcons } from "../frame/icons";
import { processClass } from "../frame/theme";
import type { PlacedRows } from "../layout/placement";
import type { HeldEnd } from "../scene/scene";
import { processNode } from "./process";
import { spokenProcess } from "./spokenProcess";

/** Below this height there is one line for what it does. */
const roomy = 70;
/** Below this width the pid goes. */
const wide = 150;

export function chartUser(node: ProcessNode, table: PlacedRows | undefined, look: Look, actions: Actions): TemplateResult {
    const { card, crowd } = node;
    if (table !== undefined) return processNode(card, table, look, actions);
    const { width, height } = look.box;
    const words = card.symbol === "blocked" && card.detail !== null;
    return html`
        <article class="card process chart-user ${height < roomy ? "slight " : ""}${width < wide ? "thin " : ""}${processClass(card.color)} is-${card.symbol}${card.gone ? " ended" : ""}${card.mark === "new" ? " marked" : ""}${node.held.length > 0 ? " harmful" : ""}${lookClasses(look)}"
            .style=${boxStyle(look.box)} tabindex="0" data-node=${card.id} aria-label=${spoken(node)}>
            <div class="bar"></div>
            <div class="title">
                <span class="name" title=${card.fullCommand}>${card.command}</span>
                <span class="aside whole">${width < wide ? card.id : `${card.id} · ${card.pid}`}</span>
            </div>
            <div class="state">
                <span class="word">${stateIcons[card.symbol]}${words && height < roomy ? nothing : html`<span>${card.stateText}</span>`}</span>
                ${card.alsoFrozen ? html`<span class="also" title="held while another process is stopped">${icons.frozen}</span>` : nothing}
                ${height < roomy ? html`<span class="why" title=${card.detail ?? ""}>${card.detail ?? ""}</span>` : linkTo(card.link, actions)}
            </div>
            ${height < roomy ? nothing : html`<div class="detail" title=${card.detail ?? ""}>${card.detail}</div>`}
            ${markTag(card.mark)}
            ${crowd === null ? nothing : html`<button class="back" tabindex="-1" title="Back among those like it" @click=${(event: Event) => back(event, node, actions)}>${icons.up}</button>`}
            ${node.held.length === 0 ? nothing : heldChip(node.held, actions)}
        </article>`;
}

function back(event: Event, { id }: ProcessNode, actions: Actions): void {
    event.stopPropagation();
    actions.unfold(aloneName(id));
}

/** On the lower edge of the card, where it takes room from nothing. */
function heldChip(held: readonly HeldEnd[], actions: Actions): TemplateResult {
    const [first] = held;
    if (first === undefined) return html``;
    const numbers = held.map(({ fd }) => fd).join(", ");
    const open = (event: Event): void => {
        event.stopPropagation();
        if (first.link !== null) actions.open(first.link);
    };
    const title = held
        .map((end) => `Descriptor ${end.fd}, the ${end.end} end of ${end.object}: ${end.since}, and never used. ${end.harm}.`)
        .join("\n");
    return html`<button class="held" tabindex="-1" title=${title} @click=${open}>${icons.warning}<span>fd ${numbers}: ${first.since}</span></button>`;
}

function spoken(node: ProcessNode): string {
    const held = node.held.map(
        (end) => `Descriptor ${end.fd}, the ${end.end} end of ${end.object}, ${end.since}, serves nobody: ${end.harm}`,
    );
    return [spokenProcess(node.card), ...held].join(". ");
}

export const chartUserStyles = css`
    .chart-user { cursor: pointer; }
    .chart-user:hover, .crowd:hover, .tube:hover, .bundle:hover { border-color: color-mix(in srgb, var(--accent) 60%, var(--border)); }
    .chart-user .title { position: absolute; left: 14px; right: 11px; top: 8px; }
    .chart-user .state { position: absolute; left: 14px; right: 11px; top: 26px; }
    .chart-user .detail { position: absolute; left: 14px; right: 11px; top: 46px; height: 30px; line-height: 15px; margin: 0; }
    .chart-user .why { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; color: var(--dim); }
    .chart-user.is-blocked .why { color: var(--wait-text); }
    .chart-user.slight .title { top: 5px; }
    .chart-user.slight .state { top: 23px; }
    .chart-user.slight .name { font-size: 12px; }
    .chart-user.thin .title { left: 10px; right: 7px; gap: 5px; }
    .chart-user.thin .state, .chart-user.thin .detail { left: 10px; right: 7px; }
    .chart-user.thin .link .file, .chart-user.thin .also { display: none; }
    .chart-user.ended { border-style: dashed; opacity: 0.72; }
    .chart-user.harmful { border-color: color-mix(in srgb, var(--vscode-charts-red) 70%, var(--border)); }
    .back { all: unset; position: absolute; right: -9px; top: -9px; width: 18px; height: 18px; box-sizing: border-box; border-radius: 50%; display: flex; align-items: center; justify-content: center; color: var(--dim); background: var(--ground); border: 1px solid var(--border); cursor: pointer; }
    .back:hover { color: var(--link); border-color: var(--link); }
    .back .icon svg { width: 12px; height: 12px; }
    .held { all: unset; position: absolute; left: 12px; bottom: -10px; max-width: calc(100% - 20px); height: 20px; box-sizing: border-box; display: flex; align-items: center; gap: 4px; padding: 0 8px 0 6px; border-radius: 10px; cursor: pointer; z-index: 2;
        font: 11px/16px var(--sans); white-space: nowrap; color: var(--trouble-text); background: color-mix(in srgb, var(--vscode-charts-red) 16%, var(--ground)); border: 1px solid color-mix(in srgb, var(--vscode-charts-red) 75%, transparent); }
    .held span { overflow: hidden; text-overflow: ellipsis; }
    .held .icon svg { width: 12px; height: 12px; }
    .thin .held { left: 3px; max-width: calc(100% - 6px); padding: 0 4px 0 3px; }
`;
