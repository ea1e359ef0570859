/** A shared memory segment: who it is, its bytes, and in whose memory it is. */
import { html, nothing, type TemplateResult } from "lit";
import type { Room } from "../../card/card";
import { originText } from "../../card/originText";
import { boxStyle, lookClasses, markTag, type Actions, type Look } from "../../frame/frame";
import { watchButton } from "../memory/watchNode";
import { blockNode, blockStyles, spokenBlock } from "../memory/blockNode";
import type { NodeKind } from "../nodeKind";
import type { SharedMemoryCard } from "./card";

function segmentNode(card: SharedMemoryCard, look: Look, actions: Actions): TemplateResult {
    const { room } = look.box;
    return html`
        <article class="card memory ${room}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)}>
            <div class="title">
                <span class="name" title=${originText(card)}>${card.title}</span>
                ${room === "small" ? nothing : html`<span class="aside whole" title=${originText(card)}>id ${card.number}</span>`}${watchButton(actions)}
            </div>
            ${markTag(card.mark)}
            <div class="facts"><span>${room === "small" ? "" : `${card.key} · `}${card.size}${card.locked ? ", locked" : ""}</span>${removal(card, room)}</div>
            ${blockNode(card.block, look, actions)}
        </article>`;
}

function removal({ removed, block }: SharedMemoryCard, room: Room): TemplateResult {
    return removed
        ? html`<span class="removed">${room === "small" ? "to be deleted" : "marked for deletion"}</span>`
        : html`<span>${block.attachments.length} attached</span>`;
}

function spoken(card: SharedMemoryCard): string {
    return [
        `Shared memory segment, ${card.key}${card.keyMadeOf === null ? "" : ` made by ${card.keyMadeOf}`}, number ${card.number}`,
        card.size,
        ...(card.locked ? ["locked in memory"] : []),
        ...(card.removed ? ["marked for deletion"] : []),
        ...spokenBlock(card.block),
    ].join(". ");
}

export const sharedMemory: NodeKind<SharedMemoryCard> = { draw: segmentNode, styles: blockStyles };
