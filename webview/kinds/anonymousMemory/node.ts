/** Shared memory of no file: its bytes, and in whose memory it is. */
import { html, type TemplateResult } from "lit";
import { boxStyle, lookClasses, markTag, type Actions, type Look } from "../../frame/frame";
import { watchButton } from "../memory/watchNode";
import { blockNode, blockStyles, spokenBlock } from "../memory/blockNode";
import type { NodeKind } from "../nodeKind";
import type { AnonymousMemoryCard } from "./card";

function memoryNode(card: AnonymousMemoryCard, look: Look, actions: Actions): TemplateResult {
    const { room } = look.box;
    return html`
        <article class="card memory ${room}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${[`Shared anonymous memory ${card.id}`, card.size, ...spokenBlock(card.block)].join(". ")}>
            <div class="title"><span class="name">${card.title}</span><span class="aside whole">of no file</span>${watchButton(actions)}</div>
            ${markTag(card.mark)}
            <div class="facts"><span>${card.size}</span><span>mapped ${card.block.attachments.length}×</span></div>
            ${blockNode(card.block, look, actions)}
        </article>`;
}

export const anonymousMemory: NodeKind<AnonymousMemoryCard> = { draw: memoryNode, styles: blockStyles };
