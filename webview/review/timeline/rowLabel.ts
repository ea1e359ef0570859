/** The name of a row, at the left of the timeline. Alike processes fold and unfold by a click. */
import { html, type TemplateResult } from "lit";
import { processColor } from "../../card/processColor";
import { icons } from "../../frame/icons";
import { processClass } from "../../frame/theme";
import type { TimelineRow } from "./rows";

interface LabelLook {
    readonly top: number;
    readonly height: number;
    /** The cursor's event is of this row. */
    readonly current: boolean;
}

/** From this height on the names have their usual size. */
const usualHeight = 16;

export function rowLabel(row: TimelineRow, { top, height, current }: LabelLook, turn: () => void): TemplateResult {
    const [first] = row.members;
    const classes = `label ${processClass(first === undefined ? null : processColor(first.process))}${row.indented ? " indented" : ""}${current ? " current" : ""}`;
    const style = `top: ${top}px; height: ${height}px${height < usualHeight ? `; font-size: ${height - 3}px` : ""}`;
    const words = html`<b>${row.name}</b><span class="program">${row.program}</span>`;
    if (row.fold === null) return html`<div class=${classes} .style=${style} title="${row.name} ${row.program}">${words}</div>`;
    const isOpen = row.fold === "open";
    return html`<button class=${classes} .style=${style} aria-expanded=${isOpen} title="${isOpen ? "Fold" : "Unfold"} ${row.name}: ${row.program}" @click=${turn}>${words}${isOpen ? icons.up : icons.down}</button>`;
}
