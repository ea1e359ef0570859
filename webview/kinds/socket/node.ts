/**
 * A socket as two tubes, one for each direction: what comes for it runs towards the process, what it has sent runs away until
 * the other end has received it. A listening socket is its queue.
 */
import { css, html, nothing, svg, type TemplateResult } from "lit";
import { counted } from "../../card/numberText";
import { channelStyles } from "../../frame/channelFrame";
import { boxStyle, linkTo, lookClasses, markTag, toggleOf, type Actions, type Look } from "../../frame/frame";
import { icons } from "../../frame/icons";
import { processClass } from "../../frame/theme";
import type { NodeKind } from "../nodeKind";
import type { ByteRun } from "../pipe/pipeCard";
import { socketAxis, tubeAxes, type SocketCard, type Waiter } from "./card";
import type { Way } from "./way";

const inset = 34;
const tubeHeight = 26;
/** As many fit beside each other on a card of usual width. */
const shownWaiters = 4;

function socketNode(card: SocketCard, look: Look, actions: Actions): TemplateResult {
    const { room } = look.box;
    const small = room === "small";
    return html`
        <article class="card socket from-${look.side} ${room}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)}>
            <div class="title">
                <span class="name">${card.title}</span>
                <span class="aside" title=${card.type}>${small ? smallAmount(card) : card.type}</span>
                ${small ? toggleOf(card.id, icons.down, "Show the socket in full (space bar)", false, actions) : nothing}
                ${look.raised && !small ? toggleOf(card.id, icons.up, "Show less (space bar)", true, actions) : nothing}
            </div>
            ${markTag(card.mark)}
            <div class="state" title=${card.path === null ? card.state : `${card.state}, ${card.path}`}>${card.state}</div>
            ${small ? nothing : inFull(card, look, actions)}
        </article>`;
}

function inFull(card: SocketCard, look: Look, actions: Actions): TemplateResult {
    const facts = [card.waits, card.names, card.options, card.optionNames].filter((fact) => fact !== null);
    return html`
        ${card.held ? wires(card, look) : nothing}
        ${card.listening ? queueOf(card) : html`${tube("incoming", card.incoming, actions)}${tube("outgoing", card.outgoing, actions)}`}
        ${look.box.room === "tight" ? nothing : html`<div class="facts-line">${card.waits === null ? html`<span title=${card.names ?? ""}>${card.names ?? ""}</span>` : html`<span class="waits">${card.waits}</span>`}<span title=${facts.join(", ")}>${card.options ?? ""}</span></div>`}`;
}

function tube(name: "incoming" | "outgoing", way: Way | null, actions: Actions): TemplateResult | typeof nothing {
    if (way === null) return nothing;
    const title = name === "incoming" ? "sent to it, not received yet" : "sent through it, not received yet";
    return html`
        <div class="way ${name}${way.over === null ? "" : " over"}" title="${way.amount} ${title}">
            ${
                way.runs.length === 0
                    ? html`<span class="nothing">${way.over ?? (way.amount === "empty" ? (name === "incoming" ? "in: empty" : "out: empty") : way.amount)}</span>`
                    : html`${way.runs.map((run) => runPiece(run, actions))}${way.moreRuns === 0 ? nothing : html`<span class="nothing">+${way.moreRuns}</span>`}`
            }
            ${way.runs.length > 0 && way.over !== null ? html`<span class="end-mark" title=${way.over}></span>` : nothing}
        </div>`;
}

function runPiece({ text, bytes, process, color, link }: ByteRun, actions: Actions): TemplateResult {
    const title = `${counted(bytes, "byte")} of ${process ?? "somebody"}${link === null ? "" : ` at ${link.text}`}`;
    return html`<span class="run-piece ${processClass(color)}" title=${title}><span>${text ?? counted(bytes, "byte")}</span>${linkTo(link, actions, "line")}</span>`;
}

function queueOf({ queue, backlog }: SocketCard): TemplateResult {
    const shown = queue.slice(0, shownWaiters);
    const room = backlog === null ? "" : ` · backlog ${backlog}`;
    return html`
        <div class="queue-lane" title="connections that nobody has accepted yet">
            ${queue.length === 0 ? html`<span class="nothing">nobody in its queue${room}</span>` : shown.map(waiterPiece)}
            ${queue.length > shown.length ? html`<span class="nothing">+${queue.length - shown.length}</span>` : nothing}
        </div>`;
}

function waiterPiece({ socket, client, color }: Waiter): TemplateResult {
    return html`<span class="waiter ${processClass(color)}" title="${socket}: the other end is ${client}">${client}</span>`;
}

/** From the card's edge, forking to the tubes, with the heads where bytes arrive. */
function wires({ incoming, outgoing, unused, listening }: SocketCard, { side, box: { width, height } }: Look): TemplateResult {
    const at = (distance: number): number => (side === "left" ? distance : width - distance);
    const fork = (axis: number): string =>
        `M${at(0)},${socketAxis} H${at(10)} Q${at(16)},${socketAxis} ${at(16)},${(socketAxis + axis) / 2} Q${at(16)},${axis} ${at(22)},${axis} H${at(inset)}`;
    const [toward, away] = side === "left" ? [8, -8] : [-8, 8];
    return html`<svg class="wires${unused ? " unused" : ""}" width=${width} height=${height} aria-hidden="true">
        ${listening ? svg`<path class="wire both" d="M${at(0)},${socketAxis} H${at(inset)}" />` : nothing}
        ${incoming === null ? nothing : svg`<path class="wire read${incoming.over === null ? "" : " loose"}" d=${fork(tubeAxes.incoming)} /><path class="head read" d="M${at(22)},${tubeAxes.incoming} l${toward},-4 v8 z" />`}
        ${outgoing === null ? nothing : svg`<path class="wire write${outgoing.over === null ? "" : " loose"}" d=${fork(tubeAxes.outgoing)} /><path class="head write" d="M${at(inset)},${tubeAxes.outgoing} l${away},-4 v8 z" />`}
    </svg>`;
}

function smallAmount({ listening, queue, incoming }: SocketCard): string {
    return listening ? counted(queue.length, "client") : `in: ${incoming?.amount ?? "empty"}`;
}

function spoken(card: SocketCard): string {
    const way = (name: string, { amount, over }: Way): string => `${name}: ${amount}${over === null ? "" : `, ${over}`}`;
    return [
        `${card.type} ${card.id}`,
        card.state,
        ...(card.incoming === null ? [] : [way("Sent to it", card.incoming)]),
        ...(card.outgoing === null ? [] : [way("Sent through it", card.outgoing)]),
        ...(card.listening ? [`${counted(card.queue.length, "connection")} in its queue`] : []),
        ...(card.waits === null ? [] : [card.waits]),
        ...(card.names === null ? [] : [card.names]),
        ...(card.options === null ? [] : [card.options]),
    ].join(". ");
}

const socketStyles = css`
    .socket > .title { position: absolute; left: 13px; right: 13px; top: 9px; }
    .socket .state { position: absolute; left: 13px; right: 13px; top: 28px; font-size: 11px; line-height: 16px; color: var(--text); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .socket.small > .title { top: 4px; }
    .socket.small .state { top: 24px; color: var(--dim); }
    .way, .queue-lane {
        position: absolute; left: ${inset}px; right: 13px; height: ${tubeHeight}px; box-sizing: border-box; padding: 0 8px; display: flex; align-items: center; gap: 3px; overflow: hidden;
        border: 1.2px solid var(--pipe-border); border-radius: ${tubeHeight / 2}px; background: var(--ground);
    }
    .from-right .way, .from-right .queue-lane { left: 13px; right: ${inset}px; }
    .way.incoming { top: ${tubeAxes.incoming - tubeHeight / 2 - 1}px; }
    .way.outgoing { top: ${tubeAxes.outgoing - tubeHeight / 2 - 1}px; flex-direction: row-reverse; }
    .from-right .way.incoming { flex-direction: row-reverse; }
    .from-right .way.outgoing { flex-direction: row; }
    .way.over { border-style: dashed; }
    .queue-lane { top: ${socketAxis - 18}px; height: 36px; border-radius: 6px; }
    .way .nothing, .queue-lane .nothing { flex: 1; text-align: center; font-size: 11px; color: var(--dim); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .way .end-mark { flex: none; width: 3px; height: 16px; background: var(--dim); border-radius: 1px; }
    .run-piece, .waiter {
        flex: 0 1 auto; min-width: 22px; display: flex; gap: 5px; align-items: center; height: 18px; box-sizing: border-box; padding: 0 5px; border-radius: 3px; font: 10px/16px var(--mono); white-space: pre; overflow: hidden;
        color: var(--strong); background: color-mix(in srgb, var(--process, var(--quiet)) 30%, var(--ground)); border: 1px solid var(--process, var(--quiet));
    }
    .run-piece > span { overflow: hidden; text-overflow: ellipsis; }
    .run-piece .link { flex: none; font-size: 10px; line-height: 14px; }
    .waiter { height: 24px; line-height: 22px; font-family: inherit; font-size: 11px; }
    .facts-line { position: absolute; left: 13px; right: 13px; top: 120px; display: flex; gap: 10px; justify-content: space-between; font-size: 11px; line-height: 16px; color: var(--dim); white-space: nowrap; }
    .facts-line > * { overflow: hidden; text-overflow: ellipsis; }
    .facts-line .waits { color: var(--wait-text); flex: none; }
    .socket .head.read { fill: var(--read); }
`;

export const socket: NodeKind<SocketCard> = { draw: socketNode, styles: [channelStyles, socketStyles] };
