/**
 * A message queue as a lane with its messages, each a slip with its type and its bytes, in the colour of its sender. The
 * oldest stands at the left, where it is received; new ones come in at the right.
 */
import { css, html, nothing, type TemplateResult } from "lit";
import { channelAxis } from "../../card/channelShape";
import { counted, grouped } from "../../card/numberText";
import { channelInset, channelStyles, channelWires, gauge, smallChannelWire } from "../../frame/channelFrame";
import { boxStyle, linkTo, lookClasses, markTag, narrowCard, toggleOf, type Actions, type Look } from "../../frame/frame";
import { icons } from "../../frame/icons";
import { processClass } from "../../frame/theme";
import type { NodeKind } from "../nodeKind";
import type { LastCall, MessageQueueCard, Slip } from "./card";

const laneHeight = 48;
/** Narrower, a slip has no room for its type. */
const slipWidth = 52;
const slipGap = 4;
const restWidth = 44;
/** The title in full needs this much beside the key and the number, and these so much for each character. */
const roomForIdentity = 150;
const digitWidth = 6.5;
/** Longer types stand without the word. */
const shortType = 4;

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
                <span class="name" title=${originOf(card)}>${look.box.width < roomForIdentity + identity.length * digitWidth ? "queue" : card.title}</span>
                <span class="aside whole" title=${originOf(card)}>${identity}</span>
                ${look.raised ? toggleOf(card.id, icons.up, "Show less (space bar)", true, actions) : nothing}
            </div>
            ${markTag(card.mark)}
            ${channelWires({ write: card.senders.length > 0, read: card.receivers.length > 0, quiet: false }, look)}
            <div class="lane">${slips(card, look.box.width - 2 * channelInset, actions)}</div>
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

function originOf({ id, creator, link }: MessageQueueCard): string {
    return creator === null ? id : `${id}, ${creator}${link === null ? "" : ` at ${link.text}`}`;
}

/** As many as there is room for, and how many more there are. */
function slips(card: MessageQueueCard, room: number, actions: Actions): TemplateResult {
    if (card.count === 0) return html`<span class="empty">${card.bytes === null ? "contents unknown" : "empty"}</span>`;
    const fitting = (width: number): number => Math.max(1, Math.floor((width - slipGap) / (slipWidth + slipGap)));
    const shown = card.slips.slice(0, card.count <= fitting(room) ? fitting(room) : fitting(room - restWidth));
    const more = card.count - shown.length;
    return html`
        ${shown.map((slip) => slipBlock(slip, actions))}
        ${more === 0 ? nothing : html`<div class="rest" title=${`${counted(more, "more message")} in the queue`}>… ${grouped(more)}<br />more</div>`}`;
}

function slipBlock(slip: Slip, actions: Actions): TemplateResult {
    return html`
        <div class="slip ${processClass(slip.color)}${slip.fresh ? " fresh" : ""}" title=${slipTitle(slip)}>
            <div class="paper">
                <div class="type">${slip.type.length > shortType ? slip.type : `type ${slip.type}`}</div>
                <div class="text">${slip.text === null || slip.length === 0 ? counted(slip.length, "byte") : slip.text}</div>
            </div>
            <div class="by">${slip.process ?? "older"}${slip.concurrent ? "\u00a0?" : ""} ${linkTo(slip.link, actions, "line")}</div>
        </div>`;
}

function lastLine(end: "write" | "read", words: string, last: LastCall | null): TemplateResult {
    return html`<div class="end ${end}"><b>${words}</b><span class=${last === null ? "nobody" : ""}>${lastText(last)}</span></div>`;
}

const queueStyles = css`
    .lane {
        position: absolute; left: ${channelInset - 1}px; right: ${channelInset - 1}px; top: ${channelAxis - laneHeight / 2 - 1}px; height: ${laneHeight}px;
        box-sizing: border-box; border: solid var(--pipe-border); border-width: 1.5px 0; background: var(--ground); display: flex; align-items: center; gap: ${slipGap}px; padding: 0 ${slipGap}px;
    }
    .lane .empty { flex: 1; color: var(--dim); text-align: center; }
    .slip { position: relative; flex: 0 1 auto; min-width: ${slipWidth}px; }
    .paper {
        height: 38px; box-sizing: border-box; padding: 2px 6px 0; border-radius: 3px; overflow: hidden; white-space: nowrap;
        background: color-mix(in srgb, var(--process, var(--quiet)) 14%, var(--ground)); border: 1px solid var(--process, var(--quiet));
    }
    .slip.striped .paper { border-style: dashed; }
    .slip.fresh .paper { box-shadow: 0 0 0 1px var(--new); }
    .slip .type { font-size: 10px; line-height: 15px; font-weight: 600; color: color-mix(in srgb, var(--process, var(--dim)) 72%, var(--text)); overflow: hidden; text-overflow: ellipsis; }
    .slip .text { font: 11px/17px var(--mono); white-space: pre; color: var(--strong); overflow: hidden; text-overflow: ellipsis; }
    .slip .by { position: absolute; left: 1px; right: -${slipGap}px; top: 44px; font-size: 10px; line-height: 14px; color: color-mix(in srgb, var(--process, var(--dim)) 80%, var(--text)); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .slip .by .link { color: inherit; vertical-align: bottom; font-size: 10px; line-height: 14px; }
    .lane .rest { flex: none; margin-left: auto; padding: 0 6px; font-size: 10px; line-height: 13px; color: var(--dim); text-align: center; white-space: nowrap; }
`;

/** In a crowd: its number, who uses it, and a slim lane with the types of its messages. */
function smallQueueNode(card: MessageQueueCard, look: Look, actions: Actions): TemplateResult {
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

function queueAmount({ bytes, limit }: MessageQueueCard): string {
    if (bytes === null) return "amount unknown";
    return limit === null ? counted(bytes, "byte") : `${grouped(bytes)} of ${counted(limit, "byte")}`;
}

/** What a screen reader says of it. */
function spokenQueue(card: MessageQueueCard): string {
    const more = card.count - card.slips.length;
    return [
        `${card.title}, ${card.key}, number ${card.number}`,
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

function slipTitle({ type, length, text, process, link, concurrent }: Slip): string {
    return `type ${type}, ${counted(length, "byte")} from ${process ?? "before the trace"}${link === null ? "" : ` at ${link.text}`}: ${text ?? "unknown"}${concurrent ? "; which of those sent at once stands first is not known" : ""}`;
}

export const messageQueue: NodeKind<MessageQueueCard> = { draw: queueNode, styles: [channelStyles, queueStyles] };
