/** A semaphore set: its values as figures in boxes, below them the queue that waits, in its order, and what ends undo. */
import { css, html, nothing, type TemplateResult } from "lit";
import { counted } from "../../card/numberText";
import { originText } from "../../card/originText";
import { boxStyle, linkTo, lookClasses, markTag, narrowCard, type Actions, type Look } from "../../frame/frame";
import { processClass } from "../../frame/theme";
import type { NodeKind } from "../nodeKind";
import type { Cell, SemaphoreSetCard, Sleeper } from "./card";

/** Narrower, a box has no room for its figures. */
const cellWidth = 42;
const cellGap = 8;
const restWidth = 56;
const padding = 13;
/** Longer figures are smaller. */
const shortValue = 3;
/** In little room. */
const namedWaiters = 2;
/** Lines below the boxes. */
const shownLines = { full: 4, tight: 1, small: 0 } as const;

function setNode(card: SemaphoreSetCard, look: Look, actions: Actions): TemplateResult {
    const { room, width } = look.box;
    const identity = `${card.key} · ${width < narrowCard ? "" : "id "}${card.number}`;
    return html`
        <article class="card semaphores ${room}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)}>
            <div class="title">
                <span class="name" title=${originText(card)}>${card.title}</span>
                ${room === "small" ? nothing : html`<span class="aside whole" title=${originText(card)}>${identity}</span>`}
            </div>
            ${markTag(card.mark)}
            ${room === "small" ? smallValues(card) : html`<div class="cells">${cells(card, width)}</div>${queue(card, shownLines[room], actions)}`}
        </article>`;
}

function cells(card: SemaphoreSetCard, width: number): TemplateResult {
    const all = card.count ?? card.cells.length;
    const fitting = (room: number): number => Math.max(1, Math.floor((room + cellGap) / (cellWidth + cellGap)));
    const room = width - 2 * padding;
    const shown = card.cells.slice(0, all <= fitting(room) ? all : fitting(room - restWidth));
    const more = all - shown.length;
    return html`
        ${shown.map(
            (cell) => html`
                <div class="cell${cell.waiting > 0 ? " awaited" : ""}${cell.fresh ? " fresh" : ""}${cell.value.length > shortValue ? " long" : ""}" title=${cellTitle(cell)}>
                    <div class="value">${cell.value}</div><div class="index">[${cell.index}]</div>
                </div>`,
        )}
        ${more > 0 ? html`<div class="rest">… ${more} more</div>` : nothing}`;
}

function cellTitle({ index, value, waiting, last }: Cell): string {
    const changed = last === null ? "" : `, last changed by ${last}`;
    return `semaphore ${index} is ${value === "?" ? "unknown" : value}${changed}${waiting === 0 ? "" : `, ${waiting} wait`}`;
}

/** Who waits stands before what is undone; of both the first. */
function queue({ sleepers, undoings }: SemaphoreSetCard, room: number, actions: Actions): TemplateResult {
    const lines = [
        ...sleepers.map((sleeper, place) => sleeperLine(sleeper, place, actions)),
        ...undoings.map(
            ({ process, color, text }) => html`<div class="undoing ${processClass(color)}">undo: <b>${process}</b> ${text}</div>`,
        ),
    ];
    const shown = lines.slice(0, lines.length > room ? room - 1 : room);
    const more = lines.length - shown.length;
    if (lines.length === 0) return html`<div class="undoing">nobody waits</div>`;
    return html`${shown}${more === 0 ? nothing : html`<div class="undoing">${shown.length === 0 ? `${sleepers.length} wait` : `and ${more} more`}</div>`}`;
}

function sleeperLine({ process, color, link, needs, whole, since, ready }: Sleeper, place: number, actions: Actions): TemplateResult {
    return html`
        <div class="sleeper ${processClass(color)}${ready ? " ready" : ""}" title=${`${process} ${ready ? "can" : "waits to"} ${whole}`}>
            <span class="place">${place + 1}.</span><b>${process}</b> <code>${needs}</code> ${linkTo(link, actions, "whole")}
            <span class="since">${ready ? "can go on" : (since ?? "")}</span>
        </div>`;
}

function smallValues({ cells: all, sleepers }: SemaphoreSetCard): TemplateResult {
    const waiting = sleepers.length === 0 ? nothing : html`<span class="sleeper">${waitersText(sleepers)}</span>`;
    return html`<div class="values"><code>${all.map(({ value }) => value).join(" ")}</code>${waiting}</div>`;
}

/** "p2, p3 wait", "5 wait". */
function waitersText(sleepers: readonly Sleeper[]): string {
    if (sleepers.length > namedWaiters) return `${sleepers.length} wait`;
    return `${sleepers.map(({ process }) => process).join(", ")} ${sleepers.length === 1 ? "waits" : "wait"}`;
}

function spoken(card: SemaphoreSetCard): string {
    return [
        `Semaphore set, ${card.key}${card.keyMadeOf === null ? "" : ` made by ${card.keyMadeOf}`}, number ${card.number}`,
        card.count === null ? "size unknown" : counted(card.count, "semaphore"),
        ...card.cells.map(cellTitle),
        ...card.sleepers.map(({ process, whole, ready }) => `${process} ${ready ? "can" : "waits to"} ${whole}`),
        ...card.undoings.map(({ process, text }) => `the end of ${process} undoes ${text}`),
    ].join(". ");
}

const setStyles = css`
    .semaphores { padding: 9px ${padding}px 0; overflow: visible; }
    .semaphores.small { padding-top: 5px; }
    .semaphores .values { display: flex; justify-content: space-between; gap: 6px; font-size: 11px; line-height: 18px; white-space: nowrap; overflow: hidden; }
    .semaphores .cells { display: flex; gap: ${cellGap}px; margin-top: 6px; }
    .cell { flex: 0 1 86px; min-width: ${cellWidth}px; text-align: center; }
    .cell .value { height: 46px; line-height: 46px; box-sizing: border-box; border: 1px solid var(--pipe-border); border-radius: 5px; background: var(--ground); color: var(--strong); font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; overflow: hidden; }
    .semaphores.tight .cell .value { height: 34px; line-height: 34px; font-size: 16px; }
    .cell.long .value, .semaphores.tight .cell.long .value { font-size: 12px; }
    .cell.awaited .value { border-color: var(--wait-text); }
    .cell.fresh .value { border-color: var(--new); box-shadow: 0 0 0 1px var(--new); }
    .cell .index { font-size: 10px; line-height: 15px; color: var(--dim); }
    .semaphores .rest { align-self: center; font-size: 11px; color: var(--dim); white-space: nowrap; }
    .sleeper, .undoing { display: flex; gap: 6px; font-size: 11px; line-height: 18px; white-space: nowrap; overflow: hidden; color: var(--dim); }
    .sleeper { color: var(--wait-text); }
    .sleeper.ready { color: var(--new-text); }
    .sleeper b, .undoing b { color: color-mix(in srgb, var(--process, var(--dim)) 80%, var(--text)); }
    .sleeper code, .values code { font-family: var(--mono); }
    .sleeper .place { color: var(--dim); }
    .sleeper .since { margin-left: auto; color: var(--dim); overflow: hidden; text-overflow: ellipsis; }
`;

export const semaphoreSet: NodeKind<SemaphoreSetCard> = { draw: setNode, styles: [setStyles] };
