/**
 * A message queue as a lane with its messages, each a slip with its type and its bytes, in the colour of its sender. The
 * oldest stands at the left, where it is received; new ones come in at the right.
 */
import { html, nothing, type TemplateResult } from "lit";
import { counted, grouped } from "../../card/numberText";
import { slipTitle } from "../../card/slip";
import { originText } from "../../card/originText";
import { channelInset, channelStyles, channelWires, gauge, smallChannelWire } from "../../frame/channelFrame";
import { boxStyle, lookClasses, markTag, narrowCard, toggleOf, type Actions, type Look } from "../../frame/frame";
import { icons } from "../../frame/icons";
import { laneStyles, slips } from "../../frame/slipLane";
import { processClass } from "../../frame/theme";
import type { NodeKind } from "../nodeKind";
import type { LastCall, MessageQueueCard } from "./card";

function queueNode(card: MessageQueueCard, look: Look, actions: Actions): TemplateResult {
    if (look.box.room === "small") return smallQueueNode(card, look, actions);
    const narrow = look.box.width < narrowCard;
    const identity = `${card.key} · ${narrow ? "" : "id "}${card.number}`;
    const full = card.bytes !== null && card.limit !== null && card.bytes >= card.limit;
    const amount =
        narrow && card.bytes !== null && card.limit !== null ? `${grouped(card.bytes)} of ${grouped(card.limit)}` : queueAmount(card);
    return html`
        <article class="card channel queue${look.box.room === "tight" ? " tight" : ""}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spokenQueue(card)}>
            <div class="title">
                <span class="name" title=${originText(card)}>${card.title}</span>
                <span class="aside whole" title=${originText(card)}>${identity}</span>
                ${look.raised ? toggleOf(card.id, icons.up, "Show less (space bar)", true, actions) : nothing}
            </div>
            ${markTag(card.mark)}
            ${channelWires({ write: card.senders.length > 0, read: card.receivers.length > 0, quiet: false }, look)}
            <div class="lane">${slips(card, card.bytes === null, look.box.width - 2 * channelInset, actions)}</div>
            ${card.waits === null ? nothing : html`<div class="remark" title=${card.waits}>${card.waits}</div>`}
            <div class="amounts">
                <span class=${full ? "full" : ""}>${full ? `full: ${counted(card.bytes, "byte")}` : amount}</span>
                <span>${counted(card.count, "message")}${card.bytes === null ? " known" : ""}</span>
            </div>
            ${gauge(card.bytes, card.limit)}
            ${lastLine("write", "last send", card.lastSend)}
            ${lastLine("read", "last receive", card.lastReceive)}
        </article>`;
}

function lastLine(end: "write" | "read", words: string, last: LastCall | null): TemplateResult {
    return html`<div class="end ${end}"><b>${words}</b><span class=${last === null ? "nobody" : ""}>${lastText(last)}</span></div>`;
}

/** In a crowd: its number, who uses it, and a slim lane with the types of its messages. */
function smallQueueNode(card: MessageQueueCard, look: Look, actions: Actions): TemplateResult {
    const narrow = look.box.width < narrowCard;
    const users = `${card.senders.length} send, ${card.receivers.length} receive`;
    return html`
        <article class="card channel queue small${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spokenQueue(card)}>
            <div class="title">
                <span class="name" title=${card.key}>${card.title}</span>
                ${narrow ? nothing : html`<span class="ends">${users}</span>`}
                <span class="aside">${card.count === 0 ? "empty" : counted(card.count, "message")}</span>
                ${toggleOf(card.id, icons.down, "Show the queue in full (space bar)", false, actions)}
            </div>
            ${markTag(card.mark)}
            ${card.receivers.length === 0 ? nothing : smallChannelWire(look, false)}
            <div class="slim">
                ${card.slips.map((slip) => html`<span class="piece ${processClass(slip.color)}" title=${slipTitle(slip)}>${slip.word} ${slip.value}</span>`)}
                ${card.count > card.slips.length ? html`<span class="unknown">+${card.count - card.slips.length}</span>` : nothing}
            </div>
        </article>`;
}

function queueAmount({ bytes, limit }: MessageQueueCard): string {
    if (bytes === null) return "amount unknown";
    return limit === null ? counted(bytes, "byte") : `${grouped(bytes)} of ${counted(limit, "byte")}`;
}

/** What a screen reader says of it. */
function spokenQueue(card: MessageQueueCard): string {
    const more = card.count - card.slips.length;
    return [
        `System V queue ${card.id}, ${card.key}${card.keyMadeOf === null ? "" : ` made by ${card.keyMadeOf}`}, number ${card.number}`,
        `${counted(card.count, "message")}, ${queueAmount(card)}`,
        ...(card.waits === null ? [] : [card.waits]),
        ...card.slips.map(slipTitle),
        ...(more > 0 ? [`and ${more} more`] : []),
        `Last send: ${lastText(card.lastSend)}`,
        `Last receive: ${lastText(card.lastReceive)}`,
    ].join(". ");
}

/** "p1 at 0.042 s" */
function lastText(last: LastCall | null): string {
    return last === null ? "nobody yet" : `${last.who} at ${last.at}`;
}

export const messageQueue: NodeKind<MessageQueueCard> = { draw: queueNode, styles: [channelStyles, laneStyles] };
