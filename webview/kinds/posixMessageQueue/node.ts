/** A POSIX message queue: a lane of messages by priority, as System V queues have it, with a name and ends like a FIFO's. */
import { html, nothing, type TemplateResult } from "lit";
import { counted } from "../../card/numberText";
import { slipTitle } from "../../card/slip";
import { channelInset, channelStyles, channelWires, gauge, smallChannelWire } from "../../frame/channelFrame";
import { boxStyle, lookClasses, markTag, narrowCard, toggleOf, type Actions, type Look } from "../../frame/frame";
import { icons } from "../../frame/icons";
import { laneStyles, slips } from "../../frame/slipLane";
import { processClass } from "../../frame/theme";
import type { NodeKind } from "../nodeKind";
import type { PosixMessageQueueCard } from "./card";

function queueNode(card: PosixMessageQueueCard, look: Look, actions: Actions): TemplateResult {
    if (look.box.room === "small") return smallQueueNode(card, look, actions);
    const isFull = card.limit !== null && card.count >= card.limit;
    const known = card.older ? null : card.count;
    return html`
        <article class="card channel queue${look.box.room === "tight" ? " tight" : ""}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)}>
            <div class="title">
                <span class="name" title=${originOf(card)}>${look.box.width < narrowCard ? "queue" : card.title}</span>
                <span class="aside${card.removed ? " removed" : ""}" title=${originOf(card)}>${card.name}</span>
                ${look.raised ? toggleOf(card.id, icons.up, "Show less (space bar)", true, actions) : nothing}
            </div>
            ${markTag(card.mark)}
            ${channelWires({ write: card.senders.length > 0, read: card.receivers.length > 0, quiet: false }, look)}
            <div class="lane">${slips(card, card.older, look.box.width - 2 * channelInset, actions)}</div>
            ${remark(card)}
            <div class="amounts">
                <span class=${isFull ? "full" : ""}>${isFull ? `full: ${counted(card.count, "message")}` : amountText(card)}</span>
                <span>${card.size ?? ""}</span>
            </div>
            ${gauge(known, card.limit)}
            ${endLine("write", "sends", card.senders)}
            ${endLine("read", "receives", card.receivers)}
        </article>`;
}

function remark({ waits, told }: PosixMessageQueueCard): TemplateResult | typeof nothing {
    const text = waits ?? (told === null ? null : `a message tells ${told}`);
    return text === null ? nothing : html`<div class="remark" title=${text}>${text}</div>`;
}

function endLine(end: "write" | "read", words: string, holders: readonly string[]): TemplateResult {
    const text = holders.join(", ");
    return html`<div class="end ${end}" title=${text}><b>${words}</b><span class=${text === "" ? "nobody" : ""}>${text === "" ? "nobody" : text}</span></div>`;
}

/** In a crowd: its name, and a slim lane with the priorities of its messages. */
function smallQueueNode(card: PosixMessageQueueCard, look: Look, actions: Actions): TemplateResult {
    const ends = `${card.senders.length} send, ${card.receivers.length} receive`;
    return html`
        <article class="card channel queue small${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)}>
            <div class="title">
                <span class="name" title=${originOf(card)}>${card.removed ? "queue" : card.name}</span>
                ${look.box.width < narrowCard ? nothing : html`<span class="ends">${ends}</span>`}
                <span class="aside">${card.count === 0 && !card.older ? "empty" : counted(card.count, "message")}</span>
                ${toggleOf(card.id, icons.down, "Show the queue in full (space bar)", false, actions)}
            </div>
            ${markTag(card.mark)}
            ${card.receivers.length === 0 ? nothing : smallChannelWire(look, false)}
            <div class="slim">
                ${card.slips.map((slip) => html`<span class="piece ${processClass(slip.color)}" title=${slipTitle(slip)}>prio ${slip.value}</span>`)}
                ${card.count > card.slips.length ? html`<span class="unknown">+${card.count - card.slips.length}</span>` : nothing}
            </div>
        </article>`;
}

function amountText({ count, limit, older }: PosixMessageQueueCard): string {
    if (older) return `at least ${counted(count, "message")}`;
    return limit === null ? counted(count, "message") : `${count} of ${counted(limit, "message")}`;
}

function originOf({ id, creator, link }: PosixMessageQueueCard): string {
    return creator === null ? id : `${id}, ${creator}${link === null ? "" : ` at ${link.text}`}`;
}

function spoken(card: PosixMessageQueueCard): string {
    const more = card.count - card.slips.length;
    return [
        `POSIX message queue, ${card.name}`,
        amountText(card),
        ...(card.size === null ? [] : [card.size]),
        ...(card.waits === null ? [] : [card.waits]),
        ...(card.told === null ? [] : [`a message into the empty queue tells ${card.told}`]),
        ...card.slips.map(slipTitle),
        ...(more > 0 ? [`and ${more} more`] : []),
    ].join(". ");
}

export const posixMessageQueue: NodeKind<PosixMessageQueueCard> = { draw: queueNode, styles: [channelStyles, laneStyles] };
