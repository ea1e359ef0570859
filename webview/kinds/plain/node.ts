/** Files, terminals, the null device and every object that a name and one line describe. */
import { css, html, nothing, type TemplateResult } from "lit";
import { lastPart } from "../../card/visibleText";
import { boxStyle, lookClasses, markTag, type Actions, type Look } from "../../frame/frame";
import { cardIcons } from "../../frame/icons";
import { blockNode, blockStyles, spokenBlock } from "../memory/blockNode";
import { watchButton } from "../memory/watchNode";
import type { NodeKind } from "../nodeKind";
import type { MemoryBlock } from "../memory/block";
import type { PlainCard } from "./card";
import type { LocksShown } from "./locks";

function plainNode(card: PlainCard, look: Look, actions: Actions): TemplateResult {
    if (card.block !== null && look.box.room === "full") return mappedNode(card, card.block, look, actions);
    const path = card.path === null ? nothing : html`<span class="aside path" title=${card.path}><bdi>${card.path}</bdi></span>`;
    const { named, locks } = card;
    const removed = card.removed ? " removed" : "";
    return html`
        <article class="card plain${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${`${lastPart(card.title)}${card.path === null ? "" : `, ${lastPart(card.path)}`}, ${[card.detail, ...(locks?.lines ?? [])].join(". ")}`}>
            <div class="title">
                <span class="kind">${cardIcons[card.icon]}</span>
                <span class="name" title=${card.title}>${card.title}</span>
                ${named ? html`<span class="aside whole${removed}">${card.detail}</span>` : path}
            </div>
            ${locks === null ? html`<div class="fact${named ? "" : removed}">${named ? path : card.detail}</div>` : locksLine(locks)}
            ${markTag(card.mark)}
        </article>`;
}

/** A file that processes have in their memory: its bytes, like those of a segment. */
function mappedNode(card: PlainCard, block: MemoryBlock, look: Look, actions: Actions): TemplateResult {
    const { locks } = card;
    const spoken = [`${lastPart(card.title)}${card.path === null ? "" : `, ${lastPart(card.path)}`}`, card.facts, ...(locks?.lines ?? [])];
    return html`
        <article class="card memory full${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${[...spoken, ...spokenBlock(block)].join(". ")}>
            <div class="title">
                <span class="kind">${cardIcons[card.icon]}</span>
                <span class="name" title=${card.title}>${card.title}</span>
                <span class="aside whole${card.removed ? " removed" : ""}">${card.facts}</span>${watchButton(actions)}
            </div>
            ${markTag(card.mark)}
            <div class="facts">${locks === null ? html`<span title=${card.path ?? ""}>${card.path}</span>` : locksLine(locks)}<span>mapped ${block.attachments.length}×</span></div>
            ${blockNode(block, look, actions)}
        </article>`;
}

/** In the place of the path: there is room for one line. */
function locksLine({ held, waits, lines }: LocksShown): TemplateResult {
    return html`
        <div class="fact locks" title=${lines.join("\n")}>
            ${waits === null ? nothing : html`<span class="wanted">${waits}</span>${held === null ? "" : " · "}`}${held}
        </div>`;
}

const plainStyles = css`
    .plain { padding: 11px 13px 0; }
    .plain .kind { align-self: center; color: var(--dim); }
    .plain .fact { margin-top: 6px; font-size: 11px; color: var(--dim); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .plain .fact .path { display: block; margin: 0; }
    .plain .fact.locks { color: var(--strong); }
    .plain .wanted { color: var(--wait-text); }
    .memory .title > .kind { align-self: center; color: var(--dim); }
    .memory .aside.removed { color: var(--trouble-text); }
    .plain .removed { color: var(--trouble-text); }
`;

export const plain: NodeKind<PlainCard> = { draw: plainNode, styles: [...blockStyles, plainStyles] };
