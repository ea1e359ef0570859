/** A crowd in Channels: how many there are and in which states; unfolded, each of them by name. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { CrowdNode, CrowdState } from "../channels/chart";
import { aloneName, wholeName } from "../channels/unfolding";
import { grouped } from "../card/numberText";
import { boxStyle, lookClasses, markTag, type Actions, type Look } from "../frame/frame";
import { stateIcons } from "../frame/icons";
import { processClass } from "../frame/theme";
import { heldChip, heldLines } from "./heldChip";

export function chartCrowd(node: CrowdNode, isOpen: boolean, look: Look, actions: Actions): TemplateResult {
    const said = node.states.map(({ members, text }) => `${grouped(members.length)} ${text}`).join(", ");
    return html`
        <article class="card crowd ${processClass(node.color)}${node.mark === null ? "" : " marked"}${isOpen ? " open" : ""}${node.held.length > 0 ? " harmful" : ""}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${node.id} aria-label=${[`${node.title}: ${said}`, ...heldLines(node.held)].join(". ")}>
            <div class="bar"></div>
            <div class="title"><span class="name" title=${node.title}>${node.title}</span></div>
            <div class="states" title=${said}>${node.states.map(stateCount)}</div>
            ${isOpen ? members(node, actions) : nothing}
            ${markTag(node.mark)}
            ${node.held.length === 0 || isOpen ? nothing : heldChip(node.held, actions)}
        </article>`;
}

function stateCount({ symbol, text, members }: CrowdState): TemplateResult {
    return html`<span class="count is-${symbol}"><span class="word">${stateIcons[symbol]}</span>${grouped(members.length)} ${text}</span>`;
}

function members(node: CrowdNode, actions: Actions): TemplateResult {
    const pull = (event: Event, name: string): void => {
        event.stopPropagation();
        // The list closes: it would cover who comes out of it.
        actions.unfold(node.id);
        actions.unfold(name);
    };
    return html`<div class="members">
        <button class="all" @click=${(event: Event) => pull(event, wholeName(node.id))}>show each as a card</button>
        ${node.states.map(
            (state) =>
                html`<h4>${state.text}</h4><div class="names">${state.members.map((card) => html`<button class=${processClass(card.color)} title="${card.fullCommand}: show it as a card" @click=${(event: Event) => pull(event, aloneName(card.id))}>${card.id} · ${card.pid}</button>`)}</div>`,
        )}
    </div>`;
}

export const chartCrowdStyles = css`
    .crowd { cursor: pointer; box-shadow: 3px 3px 0 -1px var(--card), 3px 3px 0 0 var(--border), 6px 6px 0 -1px var(--card), 6px 6px 0 0 var(--border); }
    .crowd .bar { position: absolute; left: -1px; top: -1px; bottom: -1px; width: 4px; border-radius: 6px 0 0 6px; background: var(--process); }
    .crowd .title { position: absolute; left: 14px; right: 11px; top: 6px; }
    .crowd .states { position: absolute; left: 14px; right: 11px; top: 25px; display: flex; flex-wrap: wrap; gap: 1px 10px; font-size: 11px; line-height: 16px; max-height: calc(100% - 30px); overflow: hidden; }
    .crowd .count { display: inline-flex; align-items: center; gap: 4px; line-height: 14px; }
    .crowd .is-blocked { color: var(--wait-text); }
    .crowd .is-stopped, .crowd .is-killed { color: var(--trouble-text); }
    .crowd .is-running .word { color: var(--new-text); }
    .crowd.open { height: auto !important; min-height: 90px; max-height: 420px; overflow: auto; padding-bottom: 10px; z-index: 4; box-shadow: 0 4px 16px var(--vscode-widget-shadow, transparent); }
    .crowd .members { margin: 50px 11px 0 14px; }
    .crowd h4 { margin: 6px 0 2px; font: 600 11px/16px var(--sans); color: var(--dim); }
    .crowd .names { display: flex; flex-wrap: wrap; gap: 3px; }
    .crowd .members button { all: unset; box-sizing: border-box; padding: 0 5px; font: 10px/16px var(--mono); border: 1px solid var(--border); border-left: 3px solid var(--process, var(--border)); border-radius: 3px; cursor: pointer; }
    .crowd .members button:hover, .crowd .members button:focus-visible { border-color: var(--accent); color: var(--link); }
    .crowd .members .all { border: none; padding: 0; font: 11px/16px var(--sans); color: var(--link); }
`;
