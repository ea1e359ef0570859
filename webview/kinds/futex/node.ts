/** A futex: what it is and who has it, below that the queue that waits, in its order. */
import { css, html, nothing, type TemplateResult } from "lit";
import { boxStyle, linkTo, lookClasses, markTag, type Actions, type Look } from "../../frame/frame";
import { processClass } from "../../frame/theme";
import type { NodeKind } from "../nodeKind";
import type { FutexCard, FutexSleeper } from "./card";

/** Lines below the title. */
const shownLines = { full: 6, tight: 4, small: 1 } as const;

const unseen = "Only waiting and waking are system calls: what is locked and unlocked without a wait is not seen.";

function futexNode(card: FutexCard, look: Look, actions: Actions): TemplateResult {
    const { room } = look.box;
    return html`
        <article class="card futex ${room}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)}>
            <div class="title">
                <span class="name" title=${unseen}>${card.title}</span>
            </div>
            ${markTag(card.mark)}
            ${linesOf(card, shownLines[room], actions)}
        </article>`;
}

/** What is known stands before who waits; of both the first. */
function linesOf(card: FutexCard, room: number, actions: Actions): TemplateResult {
    const { where, facts, sleepers, woken, lastWake } = card;
    if (room === 1) return html`<div class="fact">${summaryOf(card)}</div>`;
    const lines = [
        html`<div class="fact" title=${unseen}>in ${where}</div>`,
        ...facts.map((fact) => html`<div class="fact" title=${fact}>${fact}</div>`),
        ...sleepers.map((sleeper, place) => sleeperLine(sleeper, place, actions)),
        ...(sleepers.length === 0 ? [html`<div class="fact">nobody waits</div>`] : []),
        ...(woken === 0 ? [] : [html`<div class="sleeper ready">${woken} of them woken, about to go on</div>`]),
        ...(lastWake === null ? [] : [html`<div class="fact">${lastWake}</div>`]),
    ];
    const shown = lines.slice(0, lines.length > room ? room - 1 : room);
    const more = lines.length - shown.length;
    return html`${shown}${more === 0 ? nothing : html`<div class="fact">and ${more} more</div>`}`;
}

function summaryOf({ owner, sleepers }: FutexCard): string {
    const waiting = sleepers.length === 0 ? "nobody waits" : `${sleepers.length} wait`;
    return owner === null ? waiting : `${owner} has it, ${waiting}`;
}

function sleeperLine({ process, tid, color, link, since }: FutexSleeper, place: number, actions: Actions): TemplateResult {
    return html`
        <div class="sleeper ${processClass(color)}" title=${`thread ${tid} of ${process} waits`}>
            <span class="place">${place + 1}.</span><b>${process}</b> ${linkTo(link, actions, "whole")}
            <span class="since">${since ?? ""}</span>
        </div>`;
}

function spoken(card: FutexCard): string {
    return [
        `${card.title}, ${card.where}`,
        ...card.facts,
        ...card.sleepers.map(({ process }) => `${process} waits`),
        ...(card.sleepers.length === 0 ? ["nobody waits"] : []),
    ].join(". ");
}

const futexStyles = css`
    .futex { padding: 9px 13px 0; }
    .futex.small { padding-top: 5px; }
    .futex .title { margin-bottom: 5px; }
    .futex.small .title { margin-bottom: 0; }
    .futex .fact { font-size: 11px; line-height: 18px; color: var(--dim); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
`;

export const futex: NodeKind<FutexCard> = { draw: futexNode, styles: [futexStyles] };
