/** A process in Channels: who it is, what it does or waits for, and the ends that it holds in vain. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { ProcessNode } from "../channels/chart";
import { stateWords } from "../channels/users";
import { boxStyle, linkTo, lookClasses, markTag, type Actions, type Look } from "../frame/frame";
import { icons, stateIcons } from "../frame/icons";
import { processClass } from "../frame/theme";
import type { PlacedRows } from "../layout/placement";
import { badgesNode } from "./badges";
import { heldChip, heldLines } from "./heldChip";
import { processNode } from "./process";
import { spokenProcess } from "./spokenProcess";

/** Below this height there is one line for what it does. */
const roomy = 70;
/** From this height on there is a line for the badges. */
const tall = 90;
/** Below this width the pid goes. */
const wide = 170;

export function chartUser(node: ProcessNode, table: PlacedRows | undefined, look: Look, actions: Actions): TemplateResult {
    const { card, takenOut } = node;
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
                <span class="word">${stateIcons[card.symbol]}${words && height < roomy ? nothing : html`<span title=${card.stateText}>${shortState(card, width < wide)}</span>`}</span>
                ${card.alsoFrozen ? html`<span class="also" title="held while another process is stopped">${icons.frozen}</span>` : nothing}
                ${height < roomy || width < wide ? nothing : badgesNode(card.badges)}
                ${height < roomy ? html`<span class="why" title=${card.detail ?? ""}>${width < wide && words ? stateWords(card) : (card.detail ?? "")}</span>` : linkTo(card.link, actions)}
            </div>
            ${height < roomy ? nothing : html`<div class="detail" title=${card.detail ?? ""}>${card.detail}</div>`}
            ${width < wide && height >= tall && node.held.length === 0 ? html`<div class="labels">${badgesNode(card.badges)}</div>` : nothing}
            ${markTag(card.mark)}
            ${takenOut === null ? nothing : backButton(takenOut, actions)}
            ${node.held.length === 0 ? nothing : heldChip(node.held, actions)}
        </article>`;
}

/** What an icon says anyway goes first. */
function shortState({ symbol, stateText, gone }: ProcessNode["card"], isThin: boolean): string {
    if (symbol === "stopped") return stateText.split(" ", 1).join("");
    return gone && isThin ? stateText.replace(/^(ended by|exited,) /, "") : stateText;
}

function backButton(takenOut: string, actions: Actions): TemplateResult {
    const back = (event: Event): void => {
        event.stopPropagation();
        actions.unfold(takenOut);
    };
    return html`<button class="back" tabindex="-1" title="Back among those like it" @click=${back}>${icons.up}</button>`;
}

function spoken(node: ProcessNode): string {
    return [spokenProcess(node.card), ...heldLines(node.held)].join(". ");
}

export const chartUserStyles = css`
    .chart-user { cursor: pointer; }
    .chart-user:hover, .crowd:hover, .tube:hover, .bundle:hover { border-color: color-mix(in srgb, var(--accent) 60%, var(--border)); }
    .chart-user .title { position: absolute; left: 14px; right: 11px; top: 8px; }
    .chart-user .state { position: absolute; left: 14px; right: 11px; top: 26px; }
    .chart-user.thin.ended .link { display: none; }
    .chart-user .detail { position: absolute; left: 14px; right: 11px; top: 46px; height: 30px; line-height: 15px; margin: 0; }
    .process.chart-user.is-zombie .detail { left: 14px; right: 11px; bottom: auto; height: 30px; line-height: 15px; white-space: normal; display: -webkit-box; }
    .chart-user .why { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; color: var(--dim); }
    .chart-user.is-blocked .why { color: var(--wait-text); }
    .chart-user .labels { position: absolute; left: 10px; right: 7px; bottom: 5px; display: flex; }
    .chart-user.slight .title { top: 5px; }
    .chart-user.slight .state { top: 23px; }
    .chart-user.slight .name { font-size: 12px; }
    .chart-user.thin .title { left: 10px; right: 7px; gap: 5px; }
    .chart-user.thin .state, .chart-user.thin .detail { left: 10px; right: 7px; }
    .chart-user.thin .link .file, .chart-user.thin .also { display: none; }
    .chart-user.ended { border-style: dashed; opacity: 0.72; }
    .chart-user.harmful, .crowd.harmful { border-color: color-mix(in srgb, var(--vscode-charts-red) 70%, var(--border)); }
    .back { all: unset; position: absolute; right: -9px; top: -9px; width: 18px; height: 18px; box-sizing: border-box; border-radius: 50%; display: flex; align-items: center; justify-content: center; color: var(--dim); background: var(--ground); border: 1px solid var(--border); cursor: pointer; }
    .back:hover { color: var(--link); border-color: var(--link); }
    .back .icon svg { width: 12px; height: 12px; }
`;
