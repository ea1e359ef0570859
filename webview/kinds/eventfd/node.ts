/** An eventfd: a number in a box, and what a read would take of it. */
import { css, html, nothing, svg, type TemplateResult } from "lit";
import { counted } from "../../card/numberText";
import { channelStyles } from "../../frame/channelFrame";
import { boxStyle, lookClasses, markTag, narrowCard, type Look } from "../../frame/frame";
import type { NodeKind } from "../nodeKind";
import { eventfdAxis, type EventfdCard } from "./card";

const inset = 30;
/** At the other side, before the facts. */
const otherInset = 12;
const boxHeight = 50;
/** Longer numbers are written smaller. */
const largeDigits = 5;
const middleDigits = 10;

function eventfdNode(card: EventfdCard, look: Look): TemplateResult {
    const { room } = look.box;
    const mode = card.semaphore === null ? "mode unknown" : card.semaphore ? "semaphore" : "counter";
    return html`
        <article class="card eventfd from-${look.side} ${room}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card, mode)}>
            <div class="title">
                <span class="name">${card.title}</span>
                <span class="aside whole">${room === "small" ? html`<span class="mode">${mode}</span> <b class="value">${card.value ?? "?"}</b>` : "eventfd"}</span>
            </div>
            ${markTag(card.mark)}
            ${room === "small" ? smallLine(card) : inFull(card, mode, look)}
        </article>`;
}

function inFull(card: EventfdCard, mode: string, look: Look): TemplateResult {
    const held = look.box.width < narrowCard ? card.held.by : `${counted(card.held.count, "descriptor")}: ${card.held.by}`;
    return html`
        ${wire(card, look)}
        <div class="counter">
            <div class="tally ${sizeOf(card.value)}">${card.value ?? "?"}</div>
            <div class="facts">
                <div class="mode">${mode}</div>
                <div>${effectOf(card)}</div>
                ${card.waits === null ? nothing : html`<div class="waits" title=${card.waits}>${card.waits}</div>`}
            </div>
        </div>
        ${look.box.room === "tight" ? nothing : html`<div class="held" title=${card.held.by}>${held}</div>`}`;
}

function smallLine(card: EventfdCard): TemplateResult {
    return html`<div class="held" title=${card.held.by}>${card.waits === null ? counted(card.held.count, "descriptor") : html`<span class="waits">${card.waits}</span>`}</div>`;
}

function effectOf({ value, semaphore }: EventfdCard): string {
    if (value === null || semaphore === null) return "value unknown";
    if (value === "0") return "a read waits";
    return semaphore ? "a read takes 1" : "a read takes all";
}

function sizeOf(value: string | null): "large" | "middle" | "little" {
    const digits = value?.length ?? 1;
    return digits <= largeDigits ? "large" : digits <= middleDigits ? "middle" : "little";
}

/** From the card's edge to the counter and back. */
function wire({ unused, held }: EventfdCard, { side, reached, box: { width, height } }: Look): TemplateResult {
    const sides = [...new Set([side, ...reached.in, ...reached.out])];
    return html`<svg class="wires${unused || held.count === 0 ? " unused" : ""}" width=${width} height=${height} aria-hidden="true">
        ${sides.map((each) => {
            const length = each === side ? inset : otherInset;
            const [edge, end, back] = each === "left" ? [0, length, -8] : [width, width - length, 8];
            return svg`<path class="wire both" d="M${edge},${eventfdAxis} H${end}" /><path class="head both" d="M${end},${eventfdAxis} l${back},-4.5 v9 z" />`;
        })}
    </svg>`;
}

function spoken(card: EventfdCard, mode: string): string {
    const parts = [
        `Eventfd ${card.id}, ${mode}`,
        card.value === null ? "value unknown" : `value ${card.value}`,
        effectOf(card),
        ...(card.waits === null ? [] : [card.waits]),
        `${counted(card.held.count, "descriptor")}: ${card.held.count > 8 ? "many" : card.held.by}`,
    ];
    return parts.join(". ");
}

const eventfdStyles = css`
    .eventfd > .title { position: absolute; left: 13px; right: 13px; top: 10px; }
    .eventfd.small > .title { top: 5px; }
    .wire.both { stroke: var(--text); stroke-width: 1.6; }
    .head.both { fill: var(--text); }
    .counter { position: absolute; left: ${inset}px; right: 13px; top: ${eventfdAxis - boxHeight / 2 - 1}px; height: ${boxHeight}px; display: flex; align-items: center; gap: 14px; }
    .from-right .counter { left: 13px; right: ${inset}px; flex-direction: row-reverse; }
    .tally {
        flex: none; min-width: 84px; max-width: 62%; height: 100%; box-sizing: border-box; padding: 0 8px; display: flex; align-items: center; justify-content: center;
        border: 1.2px solid var(--pipe-border); border-radius: 6px; background: var(--ground); color: var(--strong); font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; text-align: center;
    }
    .tally.large { font-size: 22px; }
    .tally.middle { font-size: 15px; }
    .tally.little { font: 600 11px/15px var(--mono); }
    .eventfd .facts { display: block; margin: 0; min-width: 0; font-size: 11px; line-height: 16px; color: var(--dim); white-space: nowrap; }
    .eventfd .facts > * { overflow: hidden; text-overflow: ellipsis; }
    .eventfd .facts .mode { color: var(--text); font-weight: 600; }
    .eventfd .waits { color: var(--wait-text); }
    .eventfd .held { position: absolute; left: 13px; right: 13px; top: 100px; font-size: 11px; line-height: 16px; color: var(--dim); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .eventfd.small .held { top: 24px; }
    .eventfd .value { font-size: 12px; color: var(--strong); font-variant-numeric: tabular-nums; }
`;

export const eventfd: NodeKind<EventfdCard> = { draw: eventfdNode, styles: [channelStyles, eventfdStyles] };
