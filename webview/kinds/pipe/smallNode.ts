/** A pipe in a crowd: its name, the size of its ends, and a slim tube with its bytes. */
import { css, html, nothing, svg, type TemplateResult } from "lit";
import { counted, grouped } from "../../card/numberText";
import { boxStyle, lookClasses, markTag, narrowCard, toggleOf, type Actions, type Look } from "../../frame/frame";
import { icons } from "../../frame/icons";
import { processClass } from "../../frame/theme";
import type { PipeCard } from "./pipeCard";
import { smallPipeHeight, smallPipeOut } from "./shape";
import { spokenPipe } from "./spoken";

const tubeInset = 14;

export function smallPipeNode(card: PipeCard, look: Look, actions: Actions): TemplateResult {
    const {
        side,
        box: { width },
    } = look;
    const narrow = width < narrowCard;
    const ends = `${grouped(card.writeEnd.count)} can write, ${grouped(card.readEnd.count)} can read`;
    const [from, to] = side === "left" ? [0, tubeInset] : [width - tubeInset, width];
    return html`
        <article class="card pipe small${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spokenPipe(card)}>
            <div class="title">
                <span class="name" title=${card.path ?? card.title}>${card.title}</span>
                ${narrow ? nothing : html`<span class="ends" title="Write end: ${card.writeEnd.holders}. Read end: ${card.readEnd.holders}">${ends}</span>`}
                <span class="aside${card.removed ? " removed" : ""}">${card.removed ? "name removed" : amountOf(card)}</span>
                ${toggleOf(card.id, icons.down, "Show the pipe in full (space bar)", false, actions)}
            </div>
            ${markTag(card.mark)}
            ${card.readEnd.count === 0 ? nothing : svgLine(from, to, width, card.unused)}
            <div class="slim">${contents(card)}</div>
        </article>`;
}

function svgLine(from: number, to: number, width: number, unused: boolean): TemplateResult {
    return html`<svg class="wires${unused ? " unused" : ""}" width=${width} height=${smallPipeHeight} aria-hidden="true">${svg`<path class="wire read" d="M${from},${smallPipeOut} H${to}" />`}</svg>`;
}

function amountOf({ bytes, capacity }: PipeCard): string {
    if (bytes === null) return "amount unknown";
    if (bytes === 0) return "empty";
    return bytes === capacity
        ? `full: ${counted(bytes, "byte")}`
        : capacity === null
          ? counted(bytes, "byte")
          : `${grouped(bytes)} of ${grouped(capacity)}`;
}

function contents(card: PipeCard): TemplateResult {
    if (card.bytes === null) return html`<span class="unknown">contents unknown</span>`;
    return html`${card.runs.map((run) => html`<span class="piece ${processClass(run.color)}" title="${counted(run.bytes, "byte")} from ${run.process ?? "before the trace"}">${run.text ?? counted(run.bytes, "byte")}</span>`)}
        ${card.moreRuns === 0 ? nothing : html`<span class="unknown">+${card.moreRuns}</span>`}`;
}

export const smallPipeStyles = css`
    .pipe.small > .title { left: 12px; right: 8px; top: 4px; gap: 7px; }
    .small .name { font-size: 12px; }
    .small .ends { font-size: 11px; color: var(--dim); overflow: hidden; text-overflow: ellipsis; flex: 0 1 auto; min-width: 0; }
    .small .aside { flex: 0 0 auto; }
    .small .toggle { padding: 0 1px; border-color: transparent; }
    .slim {
        position: absolute; left: ${tubeInset - 1}px; right: ${tubeInset - 1}px; top: ${smallPipeOut - 10}px; height: 18px; box-sizing: border-box;
        border: 1.2px solid var(--pipe-border); border-radius: 9px; background: var(--ground); display: flex; align-items: center; gap: 3px; padding: 0 8px; overflow: hidden;
    }
    .piece {
        flex: 0 1 auto; min-width: 12px; height: 14px; line-height: 12px; box-sizing: border-box; padding: 0 4px; border-radius: 2px; font: 10px/12px var(--mono); white-space: pre; overflow: hidden; text-overflow: ellipsis;
        color: var(--strong); background: color-mix(in srgb, var(--process, var(--quiet)) 30%, var(--ground)); border: 1px solid var(--process, var(--quiet));
    }
    .slim .unknown { font-size: 10px; line-height: 14px; color: var(--dim); white-space: nowrap; }
`;
