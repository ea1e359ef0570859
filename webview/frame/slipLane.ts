/** The lane of a queue, with its messages as slips: what is received next stands at the left. */
import { css, html, nothing, type TemplateResult } from "lit";
import { channelAxis } from "../card/channelShape";
import { counted, grouped } from "../card/numberText";
import { slipTitle, type Slip } from "../card/slip";
import { channelInset } from "./channelFrame";
import { linkTo, type Actions } from "./frame";
import { processClass } from "./theme";

const laneHeight = 48;
/** Narrower, a slip has no room for its type. */
const slipWidth = 52;
const slipGap = 4;
const restWidth = 44;
/** Longer types stand without the word. */
const shortValue = 4;

interface Slips {
    /** The first of them. */
    readonly slips: readonly Slip[];
    /** Of all messages. */
    readonly count: number;
}

/** As many as there is room for, and how many more there are. */
export function slips(card: Slips, isUnknown: boolean, room: number, actions: Actions): TemplateResult {
    if (card.count === 0) return html`<span class="empty">${isUnknown ? "contents unknown" : "empty"}</span>`;
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
                <div class="type">${slip.value.length > shortValue ? slip.value : `${slip.word === "priority" ? "prio" : slip.word} ${slip.value}`}</div>
                <div class="text">${slip.text === null || slip.length === 0 ? counted(slip.length, "byte") : slip.text}</div>
            </div>
            <div class="by">${slip.process ?? "older"}${slip.concurrent ? "\u00a0?" : ""} ${linkTo(slip.link, actions, "line")}</div>
        </div>`;
}

export const laneStyles = css`
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
