/** Channels on their arrows: a tube with what is in it, or many alike ones as one. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { BundleNode, ObjectNode } from "../channels/chart";
import type { ChannelFace, Lane, Piece } from "../card/channelFace";
import type { Direction } from "../channels/metrics";
import { grouped } from "../card/numberText";
import { boxStyle, lookClasses, markTag, type Actions, type Look } from "../frame/frame";
import { processClass } from "../frame/theme";
import { objectNode } from "../kinds/nodes";

/** Below this width only the name stands beside what is in it. */
const wide = 110;
/** Below this height there is no room to show how full it is. */
const roomy = 44;

/** Which way bytes go through a tube. */
export interface TubeFlow {
    readonly direction: Direction;
    /** Against the order of the layers: to the left, or up. Of two ways, those that come for its first end. */
    readonly back: boolean;
}

export function chartChannel(node: ObjectNode, flow: TubeFlow, look: Look, actions: Actions): TemplateResult {
    const { card, face, other } = node;
    if (face === null || look.box.room !== "small") return objectNode(card, look, actions);
    const name = other === null ? face.name : `${face.name} ⇄ ${other.title}`;
    return html`
        <article class="card tube${face.away === undefined ? "" : flow.direction === "down" ? " both beside" : " both"}${look.box.width < wide ? " thin" : ""}${card.mark === null ? "" : " marked"}${isFull(face) ? " brimful" : ""}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${face.spoken}>
            <div class="caption"><span class="name" title=${card.path ?? name}>${name}</span><span class="aside">${face.amount}</span></div>
            ${isSaid(face) ? html`<div class="remark" title=${face.spoken}>${face.remark}</div>` : face.away === undefined ? bore(face, flow, "") : html`${bore(face, flow, " first")}${bore(face.away, { ...flow, back: !flow.back }, " second")}`}
            ${face.level === null || face.level === 0 || look.box.height < roomy ? nothing : html`<div class="fill"><div class="level" .style=${`width:${Math.max(2, face.level * 100)}%`}></div></div>`}
            ${markTag(card.mark)}
        </article>`;
}

/** Instead of bytes, where none are known. */
function isSaid({ remark, pieces, away }: ChannelFace): boolean {
    return typeof remark === "string" && pieces.length + (away?.pieces.length ?? 0) === 0;
}

/** `half`: " first" or " second" where there are two, each of which says which way it goes. */
function bore({ pieces, more }: Lane, { direction, back }: TubeFlow, half: string): TemplateResult {
    // What is taken next leaves at the left, so it stands first there; where data flow down text is read as usual.
    const reversed = back || direction === "down";
    const arrow = half === "" ? nothing : html`<span class="course">${courses[direction][back ? "back" : "on"]}</span>`;
    return html`<div class="bore${half}${reversed ? " reversed" : ""}">
        ${arrow}${pieces.map(piece)}${more === 0 ? nothing : html`<span class="rest">+${grouped(more)}</span>`}
    </div>`;
}

const courses = { right: { on: "▸", back: "◂" }, down: { on: "▾", back: "▴" } } as const;

function isFull({ level }: ChannelFace): boolean {
    return level !== null && level >= 1;
}

function piece({ color, text, title }: Piece): TemplateResult {
    return html`<span class="piece ${processClass(color)}" title=${title}>${text}</span>`;
}

export function chartBundle(node: BundleNode, look: Look): TemplateResult {
    return html`
        <article class="card bundle${node.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${node.id} aria-label="${node.title}, ${node.detail}">
            <div class="caption"><span class="name">${node.title}</span></div>
            <div class="fact">${node.detail}</div>
            ${markTag(node.mark)}
        </article>`;
}

export const chartChannelStyles = css`
    .tube, .bundle { border-radius: 22px; border: 1.2px solid var(--pipe-border); background: var(--ground); cursor: pointer; }
    .tube .caption, .bundle .caption { position: absolute; left: 14px; right: 14px; top: 3px; display: flex; align-items: baseline; gap: 6px; white-space: nowrap; }
    .tube .name, .bundle .name { font-size: 11px; line-height: 15px; }
    .tube .aside { font-size: 10px; line-height: 15px; flex: 0 1 auto; }
    .bore { position: absolute; left: 12px; right: 12px; top: 19px; height: 16px; display: flex; flex-direction: row-reverse; align-items: center; gap: 3px; overflow: hidden; }
    .bore.reversed { flex-direction: row; }
    .tube > .remark { position: absolute; left: 14px; right: 12px; text-align: left; top: 19px; bottom: auto; height: auto; font-size: 10px; line-height: 14px; color: var(--dim); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .both > .remark { white-space: normal; max-height: 28px; }
    .both.beside > .remark { max-height: 14px; }
    .both .bore.second { top: 36px; }
    .both.beside .bore { right: calc(50% + 2px); }
    .both.beside .bore.second { top: 19px; left: calc(50% + 2px); right: 12px; }
    .bore .course { flex: none; font-size: 10px; line-height: 16px; width: 9px; color: var(--dim); }
    .bore .rest { flex: none; font-size: 10px; color: var(--dim); }
    .fill { position: absolute; left: 16px; right: 16px; bottom: 2px; height: 3px; border-radius: 2px; background: var(--gauge); overflow: hidden; }
    .brimful .aside { color: var(--wait-text); font-weight: 600; }
    .bundle { box-shadow: 3px 3px 0 -1px var(--ground), 3px 3px 0 0 var(--pipe-border), 6px 6px 0 -1px var(--ground), 6px 6px 0 0 var(--pipe-border); }
    .tube > .mark, .bundle > .mark { top: -13px; right: 18px; }
    .tube.thin .caption { left: 11px; right: 9px; }
    .tube.thin:not(.brimful) .aside { display: none; }
    .tube.thin > .mark { top: -5px; right: 16px; width: 10px; height: 10px; padding: 0; font-size: 0; border-radius: 5px; }
    .bundle .fact { position: absolute; left: 14px; right: 14px; top: 20px; font-size: 10px; line-height: 14px; color: var(--dim); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .chart .related.tube, .chart .related.bundle { border-color: var(--accent); }
`;
