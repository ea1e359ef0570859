/** A message queue in a crowd: its number, who uses it, and a slim lane with the types of its messages. */
import { html, nothing, type TemplateResult } from "lit";
import { counted } from "../../card/numberText";
import { smallChannelWire } from "../../frame/channelFrame";
import { boxStyle, lookClasses, markTag, narrowCard, toggleOf, type Actions, type Look } from "../../frame/frame";
import { icons } from "../../frame/icons";
import { processClass } from "../../frame/theme";
import type { MessageQueueCard } from "./queueCard";
import { slipTitle, spokenQueue } from "./spoken";

export function smallQueueNode(card: MessageQueueCard, look: Look, actions: Actions): TemplateResult {
    const narrow = look.box.width < narrowCard;
    const users = `${card.senders.length} send, ${card.receivers.length} receive`;
    return html`
        <article class="card channel queue small${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spokenQueue(card)}>
            <div class="title">
                <span class="name" title=${card.key}>queue ${card.number}</span>
                ${narrow ? nothing : html`<span class="ends">${users}</span>`}
                <span class="aside">${card.count === 0 ? "empty" : counted(card.count, "message")}</span>
                ${toggleOf(card.id, icons.down, "Show the queue in full (space bar)", false, actions)}
            </div>
            ${markTag(card.mark)}
            ${card.receivers.length === 0 ? nothing : smallChannelWire(look, false)}
            <div class="slim">
                ${card.slips.map((slip) => html`<span class="piece ${processClass(slip.color)}" title=${slipTitle(slip)}>type ${slip.type}</span>`)}
                ${card.count > card.slips.length ? html`<span class="unknown">+${card.count - card.slips.length}</span>` : nothing}
            </div>
        </article>`;
}
