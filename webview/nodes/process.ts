/** A process: who it is, what it does or waits for, and its descriptor table. */
import { css, html, nothing, type TemplateResult } from "lit";
import type { Flow } from "../card/card";
import { boxStyle, linkTo, lookClasses, markTag, narrowCard, type Actions, type Look } from "../frame/frame";
import { icons, stateIcons } from "../frame/icons";
import { processClass } from "../frame/theme";
import { known } from "../layout/known";
import { goneHeight, processFoot, processHead, rowHeight } from "../layout/measures";
import type { HiddenRows, PlacedRows } from "../layout/placement";
import { isClosed } from "../scene/isOpen";
import type { ProcessCard, TableRow } from "../scene/scene";
import { badgesNode, badgeStyles } from "./badges";
import { compactProcessNode } from "./compactProcess";
import { signalLine, signalStyles } from "./signalLine";
import { spokenProcess } from "./spokenProcess";

export function processNode(card: ProcessCard, placed: PlacedRows, look: Look, actions: Actions): TemplateResult {
    if (placed.compact) return compactProcessNode(card, look, actions);
    const rows = new Map(card.rows.map((row) => [row.key, row]));
    const classes = `card process ${processClass(card.color)} is-${card.symbol}${card.gone ? " gone" : ""}${card.mark === "new" ? " marked" : ""}${placed.unfolded ? " unfolded" : ""}${look.box.width < narrowCard ? " narrow" : ""}${look.side === "right" ? " mirrored" : ""}${lookClasses(look)}`;
    return html`
        <article class=${classes} .style=${boxStyle(look.box)} tabindex="0" data-node=${card.id} aria-label=${spokenProcess(card)}>
            <div class="bar"></div>
            <div class="head">
                <div class="title">
                    <span class="name" title=${card.fullCommand}>${card.command}</span>
                    ${card.origin === null ? nothing : html`<span class="origin" title=${card.origin}>${card.origin}</span>`}
                    <span class="aside whole">${card.id} · ${card.pid}</span>
                </div>
                <div class="state">
                    <span class="word">${stateIcons[card.symbol]}<span>${card.symbol === "stopped" ? stopWords(card.stateText) : card.stateText}</span></span>
                    ${card.alsoFrozen ? html`<span class="also" title="held while another process is stopped">${icons.frozen}<span class="rest">frozen</span></span>` : nothing}
                    ${badgesNode(card.badges)}
                    ${linkTo(card.link, actions)}
                </div>
                ${card.gone && card.symbol !== "zombie" ? nothing : html`<div class="detail" title=${card.detail ?? ""}>${card.detail}</div>`}
            </div>
            ${markTag(card.mark)}
            ${placed.shown.map(({ key, y }) => rowLine(known(rows, key), y - look.box.y))}
            ${placed.more === null ? nothing : moreLine(card, placed.more, placed.unfolded, look, actions)}
        </article>`;
}

/** Where a descriptor has its number: which way data go without one. */
const waySigns: Readonly<Record<Flow, string>> = { write: "→", read: "←", both: "↔", quiet: "–" };

/** "stopped at breakpoint", of which a narrow card shows the first word. */
function stopWords(text: string): TemplateResult {
    const space = text.indexOf(" ");
    return space < 0 ? html`${text}` : html`${text.slice(0, space)}<span class="rest">${text.slice(space)}</span>`;
}

function rowLine(row: TableRow, middle: number): TemplateResult {
    const top = `top:${middle - rowHeight / 2}px`;
    if (row.kind === "heading") return html`<div class="row heading" .style=${top}><span title=${row.label}>${row.label}</span></div>`;
    if (row.kind === "signal") return signalLine(row, top);
    const classes = `row ${row.kind} flow-${row.flow}${isClosed(row) ? " closed" : ""}${row.mark === null ? "" : " fresh"}${row.waiting ? " waiting" : ""}`;
    return html`
        <div class=${classes} .style=${top} data-node=${row.key}>
            ${row.kind === "descriptor" ? html`<span class="fd">${row.fd}</span>` : html`<span class="way-sign">${waySigns[row.flow]}</span>`}
            <span class="label" title=${row.label}>${row.label}</span>
            ${row.note === null ? nothing : html`<span class="note" title=${row.note}>${row.note}</span>`}
            ${row.mark === null || row.mark === "closed" ? nothing : markTag(row.mark)}
            <span class="port"></span>
        </div>`;
}

function moreLine(card: ProcessCard, hidden: HiddenRows, unfolded: boolean, look: Look, actions: Actions): TemplateResult {
    const parts = [hidden.open > 0 ? `${hidden.open} more` : "", hidden.closed > 0 ? `${hidden.closed} closed` : ""].filter(
        (part) => part !== "",
    );
    const toggle = (event: Event): void => {
        event.stopPropagation();
        actions.unfold(card.id);
    };
    return html`
        <button class="more" .style=${`top:${hidden.y - look.box.y - rowHeight / 2}px`} aria-expanded=${unfolded ? "true" : "false"} @click=${toggle}>
            ${unfolded ? "show fewer" : `… ${parts.join(", ")}`}
        </button>`;
}

export const processStyles = css`
    .process .bar { position: absolute; left: -1px; top: -1px; bottom: -1px; width: 4px; border-radius: 6px 0 0 6px; background: var(--process); }
    .process.striped .bar { background: repeating-linear-gradient(var(--process) 0 6px, transparent 6px 9px); }
    .process .head { position: absolute; left: 15px; right: 13px; top: 8px; height: ${processHead - 9}px; border-bottom: 1px solid var(--line); margin: 0 -13px 0 -12px; padding: 0 13px 0 12px; box-sizing: border-box; }
    .process .origin { font-size: 11px; color: var(--dim); overflow: hidden; text-overflow: ellipsis; flex: 0 1 auto; min-width: 0; }
    .state { display: flex; align-items: center; gap: 8px; font-size: 11px; line-height: 16px; margin-top: 3px; white-space: nowrap; }
    .state .word { display: inline-flex; align-items: center; gap: 5px; font-weight: 600; flex: none; }
    .state .also { display: inline-flex; align-items: center; gap: 4px; color: var(--dim); }
    .state .link { margin-left: auto; flex: 0 1 auto; }
    .narrow .rest { display: none; }
    .state .rest { white-space: pre; }
    .is-running .word { color: var(--new-text); }
    .is-blocked .word, .is-blocked .detail { color: var(--wait-text); }
    .is-stopped .word { color: var(--trouble-text); }
    .is-frozen .word, .is-zombie .word, .is-exited .word { color: var(--dim); }
    .is-killed .word { color: var(--trouble-text); }
    .detail { margin-top: 2px; font-size: 11px; line-height: 14px; height: 28px; color: var(--dim); overflow: hidden; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; }

    .row, .more { position: absolute; left: 9px; right: -1px; height: ${rowHeight}px; display: flex; align-items: center; gap: 6px; padding: 0 22px 0 8px; box-sizing: border-box; white-space: nowrap; }
    .row::before { content: ""; position: absolute; left: 0; right: 9px; top: 1px; bottom: 1px; border-radius: 3px; z-index: 0; }
    .row > * { position: relative; }
    .row.fresh::before { background: var(--new-ground); border: 1px solid color-mix(in srgb, var(--new) 45%, transparent); }
    .row:hover::before { background: var(--vscode-list-hoverBackground); }
    .row.fresh:hover::before { background: color-mix(in srgb, var(--new) 28%, transparent); }
    .fd { font-family: var(--mono); min-width: 24px; color: var(--strong); }
    .way-sign { font-family: var(--mono); min-width: 24px; color: var(--dim); }
    .row.use.flow-write .way-sign { color: var(--write-text); }
    .row.use.flow-read .way-sign { color: var(--read-text); }
    .row.waiting .note { flex-shrink: 0; color: var(--wait-text); }
    .narrow .row.use:not(.waiting) .note { display: none; }
    .row.heading { align-items: flex-end; padding-bottom: 2px; font-size: 10px; line-height: 14px; letter-spacing: 0.02em; color: var(--dim); }
    .row.heading::before { top: auto; bottom: 1px; height: 1px; border-radius: 0; background: var(--line); }
    .row.heading:hover::before { background: var(--line); }
    .label { flex: 1 1 auto; overflow: hidden; text-overflow: ellipsis; color: var(--strong); min-width: 40px; }
    .flow-quiet .label, .closed .label, .closed .fd { color: var(--dim); }
    .note { flex: 0 3 auto; min-width: 0; font-size: 10px; color: var(--dim); overflow: hidden; text-overflow: ellipsis; }
    .row.closed::before { border: 1px dashed color-mix(in srgb, var(--vscode-charts-red) 38%, transparent); background: none; }
    .row.closed.fresh::before { border-color: color-mix(in srgb, var(--new) 65%, transparent); background: var(--new-ground); }
    .row.closed .label { flex: 0 0 auto; }
    .row.closed .note { margin-left: auto; flex: 0 1 auto; }
    .port { position: absolute !important; right: -3px; top: 50%; width: 7px; height: 7px; margin-top: -3.5px; border-radius: 50%; background: var(--quiet); box-shadow: 0 0 0 2px var(--card); }
    .mirrored .port { right: auto; left: -12px; }
    .process.mirrored .bar { left: auto; right: -1px; border-radius: 0 6px 6px 0; }
    .row.closed .port { display: none; }
    .flow-write .port { background: var(--write); }
    .flow-read .port { display: none; }
    .flow-both .port { display: none; }
    .stack .flow-quiet .port { display: none; }
    .more { all: unset; position: absolute; left: 9px; right: -1px; height: ${rowHeight}px; line-height: ${rowHeight}px; padding: 0 8px; box-sizing: border-box; cursor: pointer; color: var(--dim); font-size: 11px; }
    .more:hover { color: var(--link); }
    .more:focus-visible { outline: 1px solid var(--accent); outline-offset: -2px; }

    ${signalStyles}
    ${badgeStyles}

    .process.unfolded { z-index: 3; box-shadow: 0 4px 16px var(--vscode-widget-shadow, transparent); padding-bottom: ${processFoot}px; }
    .process.gone { opacity: 0.72; border-style: dashed; height: ${goneHeight}px; }
    .process.gone .head { border-bottom: none; top: 5px; height: auto; }
    .process.gone .bar { opacity: 0.6; }
    .process.gone .state { margin-top: 1px; }
    .process.is-zombie .state .word { flex: none; }
    .process.is-zombie .detail { position: absolute; left: 90px; right: 13px; bottom: 0; height: 16px; line-height: 16px; white-space: nowrap; display: block; text-overflow: ellipsis; }
    .process.is-zombie .link { display: none; }
`;
