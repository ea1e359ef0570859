/** What the cards of channels have in common: the lines to their two ends, what they hold, and who uses them. */
import { css, html, nothing, svg, type TemplateResult } from "lit";
import { channelAxis, channelDetour, channelDetourOut, smallChannelHeight, smallChannelOut } from "../card/channelShape";
import type { Side } from "../card/card";
import type { Look } from "./frame";

/** How far the channel's ends are from the sides of its card. */
export const channelInset = 30;
const smallInset = 14;

/** Whether anybody has the end: else its line is loose. */
export interface ChannelEnds {
    readonly write: boolean;
    readonly read: boolean;
    /** Nobody in the trace uses it. */
    readonly quiet: boolean;
}

/** The lines inside the card, from its edge to the two ends. */
export function channelWires(ends: ChannelEnds, { reached, box: { width, height } }: Look): TemplateResult {
    const reads = reached.out.map((side) => wireFrom(side, width, side === "left")).join(" ");
    const writes = reached.in.map((side) => wireFrom(side, width, side === "right")).join(" ");
    return html`<svg class="wires${ends.quiet ? " unused" : ""}" width=${width} height=${height} aria-hidden="true">
        <path class="wire read${ends.read ? "" : " loose"}" d=${reads} />
        <path class="wire write${ends.write ? "" : " loose"}" d=${writes} />
        ${ends.write ? svg`<path class="head write" d="M${width - channelInset},${channelAxis} l8,-4.5 v9 z" />` : nothing}
    </svg>`;
}

/** From an edge of the card to the end beside it, or round below to the other one. */
function wireFrom(side: Side, width: number, straight: boolean): string {
    const [near, far] = side === "left" ? [0, width - 14] : [width, 14];
    const [nearEnd, farEnd] = side === "left" ? [channelInset, width - channelInset] : [width - channelInset, channelInset];
    if (straight) return `M${near},${channelAxis} H${nearEnd}`;
    const detour = side === "left" ? channelDetour : channelDetourOut;
    const turn = side === "left" ? -8 : 8;
    return `M${near},${detour} H${far + turn} Q${far},${detour} ${far},${detour - 8} V${channelAxis + 8} Q${far},${channelAxis} ${far + turn},${channelAxis} H${farEnd}`;
}

/** On a small card: from the end that is read. */
export function smallChannelWire({ reached, box: { width } }: Look, quiet: boolean): TemplateResult {
    const ways = reached.out.map((side) =>
        side === "left" ? `M0,${smallChannelOut} h${smallInset}` : `M${width},${smallChannelOut} h-${smallInset}`,
    );
    return html`<svg class="wires${quiet ? " unused" : ""}" width=${width} height=${smallChannelHeight} aria-hidden="true">${svg`<path class="wire read" d=${ways.join(" ")} />`}</svg>`;
}

/** How full it is; null: unknown. */
export function gauge(bytes: number | null, capacity: number | null): TemplateResult {
    const level = bytes === null || capacity === null || bytes === 0 ? 0 : Math.max(0.8, Math.min(100, (100 * bytes) / capacity));
    return html`<div class="gauge"><div class="level" .style=${`width:${level}%`}></div></div>`;
}

export const channelStyles = css`
    .channel > .title { position: absolute; left: 13px; right: 13px; top: 10px; }
    .wires { position: absolute; left: -1px; top: -1px; overflow: visible; pointer-events: none; }
    .wire { fill: none; stroke-width: 2; }
    .wire.read { stroke: var(--read); }
    .wire.write { stroke: var(--write); }
    .wire.loose { stroke: var(--quiet); stroke-width: 1.2; stroke-dasharray: 3 4; opacity: 0.55; }
    .wires.unused .wire { stroke: var(--quiet-line); stroke-width: 1.1; }
    .wires.unused .head { fill: var(--quiet-line); }
    .head.write { fill: var(--write); }
    .remark { position: absolute; left: 30px; right: 30px; top: 107px; text-align: right; font-size: 11px; line-height: 15px; color: var(--wait-text); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .amounts, .end { position: absolute; left: 13px; right: 13px; display: flex; justify-content: space-between; gap: 10px; font-size: 11px; line-height: 16px; white-space: nowrap; color: var(--dim); }
    .amounts { top: 136px; }
    .amounts > *, .end span { overflow: hidden; text-overflow: ellipsis; }
    .amounts .full { color: var(--wait-text); font-weight: 600; }
    .gauge { position: absolute; left: 13px; right: 13px; top: 156px; height: 4px; border-radius: 2px; background: var(--gauge); overflow: hidden; }
    .level { height: 100%; border-radius: 2px; background: color-mix(in srgb, var(--text) 70%, transparent); }
    .end span { color: var(--text); }
    .end span.nobody { color: var(--dim); font-style: italic; }
    .end b { font-weight: 600; flex: none; }
    .tight .gauge, .tight .end { display: none; }
    .tight .amounts { top: 130px; }
    .end.write { top: 165px; }
    .end.read { top: 183px; }
    .end.write b { color: var(--write-text); }
    .end.read b { color: var(--read-text); }
    .channel.small > .title { left: 12px; right: 8px; top: 4px; gap: 7px; }
    .small .name { font-size: 12px; }
    .small .ends { font-size: 11px; color: var(--dim); overflow: hidden; text-overflow: ellipsis; flex: 0 1 auto; min-width: 0; }
    .small .aside { flex: 0 0 auto; }
    .small .toggle { padding: 0 1px; border-color: transparent; }
    .slim {
        position: absolute; left: ${smallInset - 1}px; right: ${smallInset - 1}px; top: ${smallChannelOut - 10}px; height: 18px; box-sizing: border-box;
        border: 1.2px solid var(--pipe-border); border-radius: 9px; background: var(--ground); display: flex; align-items: center; gap: 3px; padding: 0 8px; overflow: hidden;
    }
    .piece {
        flex: 0 1 auto; min-width: 12px; height: 14px; line-height: 12px; box-sizing: border-box; padding: 0 4px; border-radius: 2px; font: 10px/12px var(--mono); white-space: pre; overflow: hidden; text-overflow: ellipsis;
        color: var(--strong); background: color-mix(in srgb, var(--process, var(--quiet)) 30%, var(--ground)); border: 1px solid var(--process, var(--quiet));
    }
    .slim .unknown { font-size: 10px; line-height: 14px; color: var(--dim); white-space: nowrap; }
`;
