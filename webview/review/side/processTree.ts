/** The processes of a trace as a tree, each with the time in which it lived. */
import { css, html, type TemplateResult } from "lit";
import { processColor } from "../../card/processColor";
import { processClass } from "../../frame/theme";
import type { Stretch, Summary } from "../../protocol/questions";
import { durationText, tickStep, tickText } from "../timeline/timeText";
import { treeRows, type TreeRow } from "./treeRows";

const mostTicks = 4;
/** Behind this part of the axis a label has no room. */
const lastTick = 0.88;
/** Deeper rows stand where this one does. */
const deepest = 6;

export function processTree({ processes, end }: Summary, go: (seq: number) => void): TemplateResult {
    const step = tickStep(end / mostTicks);
    const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step).filter((time) => time <= end * lastTick);
    return html`
        <div class="tree" role="tree" aria-label="Processes and the time in which they lived">
            <div class="axis" aria-hidden="true">${ticks.map((time) => html`<span .style=${`left: ${percent(time, end)}`}>${time === 0 ? "0" : tickText(time, step)}</span>`)}</div>
            ${treeRows(processes).map((row) => treeRow(row, end, go))}
        </div>`;
}

function treeRow({ process, depth }: TreeRow, end: number, go: (seq: number) => void): TemplateResult {
    const { id, command, fate, began, lived, waits, first } = process;
    const program = command.split(" ", 1).join("").split("/").at(-1);
    const said = `${id} ${command}: from ${durationText(began)} on, lived ${durationText(lived)}, ${fate}`;
    return html`<button class="branch ${processClass(processColor(id))}" role="treeitem" aria-level=${depth + 1} aria-label=${said} title=${said} @click=${() => go(first)}>
        <span class="name" .style=${`padding-left: ${Math.min(depth, deepest) * 12}px`}>${depth === 0 ? "" : "└ "}${id} ${program}</span>
        <span class="track"><span class="life" .style=${place({ from: began, to: began + lived }, end)}></span>${waits.map((wait) => html`<span class="waits" .style=${place(wait, end)}></span>`)}</span>
    </button>`;
}

function place({ from, to }: Stretch, end: number): string {
    return `left: ${percent(from, end)}; width: ${percent(to - from, end)}`;
}

function percent(time: number, end: number): string {
    return `${Math.min(100, (100 * time) / Math.max(1, end)).toFixed(3)}%`;
}

export const processTreeStyles = css`
    .tree { display: grid; margin: 2px 0 10px; }
    .tree .axis { position: relative; height: 16px; margin-left: 40%; border-bottom: 1px solid var(--border); color: var(--dim); font-size: 10px; overflow: hidden; }
    .tree .axis span { position: absolute; bottom: 0; padding-left: 3px; border-left: 1px solid var(--border); white-space: nowrap; line-height: 14px; }
    .tree .branch { all: unset; display: grid; grid-template-columns: 40% minmax(0, 1fr); height: 20px; line-height: 20px; cursor: pointer; white-space: nowrap; }
    .tree .branch:hover { background: var(--vscode-list-hoverBackground); }
    .tree .branch:focus-visible { outline: 1px solid var(--accent); outline-offset: -1px; }
    .tree .name { box-sizing: border-box; padding-right: 8px; overflow: hidden; text-overflow: ellipsis; }
    .tree .track { position: relative; }
    .tree .life { position: absolute; top: 4px; height: 12px; min-width: 2px; border-radius: 2px; background: var(--process); }
    .tree .waits { position: absolute; top: 7px; height: 6px; background: color-mix(in srgb, var(--vscode-editor-background) 72%, var(--process)); }
`;
