/** A title and a few lines: signals that are accepted, a timer, a process, paths that are watched. */
import { css, html, nothing, type TemplateResult } from "lit";
import { boxStyle, lookClasses, markTag, type Look } from "../../frame/frame";
import { cardIcons } from "../../frame/icons";
import type { NodeKind } from "../nodeKind";
import type { LinedCard, Line } from "./card";

function linedNode(card: LinedCard, look: Look): TemplateResult {
    const { room } = look.box;
    return html`
        <article class="card lined ${room}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)}>
            <div class="title">
                <span class="kind">${cardIcons[card.icon]}</span>
                <span class="name">${card.title}</span>
                <span class="aside whole">${card.aside}</span>
            </div>
            ${markTag(card.mark)}
            ${room === "small" ? linesNode(card.lines, 1) : linesNode(card.lines, card.most[room])}
        </article>`;
}

function linesNode(lines: readonly Line[], most: number): TemplateResult {
    const shown = lines.length > most ? lines.slice(0, Math.max(most - 1, 1)) : lines;
    const more = lines.length - shown.length;
    return html`
        ${shown.map(({ text, fresh }) => html`<div class="member${fresh ? " fresh" : ""}" title=${text}>${text}</div>`)}
        ${more === 0 || most === 1 ? nothing : html`<div class="member more">and ${more} more</div>`}`;
}

function spoken({ id, aside, lines, most }: LinedCard): string {
    return [`${id}, ${aside}`, ...lines.slice(0, most.full).map(({ text }) => text)].join(". ");
}

const linedStyles = css`
    .lined { padding: 9px 13px 0; overflow: hidden; }
    .lined.small { padding-top: 5px; }
    .lined .kind { align-self: center; color: var(--dim); }
    .lined .member { font-size: 11px; line-height: 16px; margin-top: 2px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .lined .member.more { color: var(--dim); }
    .lined .member.fresh { background: var(--new-ground); border-radius: 3px; }
`;

export const lined: NodeKind<LinedCard> = { draw: linedNode, styles: [linedStyles] };
