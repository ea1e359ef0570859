/** A process in a crowd: who it is, what it does or waits for, and one port for its whole descriptor table. */
import { css, html, nothing, type TemplateResult } from "lit";
import { counted } from "../card/numberText";
import { boxStyle, linkTo, lookClasses, markTag, narrowCard, toggleOf, type Actions, type Look } from "../frame/frame";
import { icons, stateIcons } from "../frame/icons";
import { processClass } from "../frame/theme";
import { isClosed, isOpen } from "../scene/isOpen";
import type { ProcessCard } from "../scene/scene";
import { spokenProcess } from "./spokenProcess";

export function compactProcessNode(card: ProcessCard, look: Look, actions: Actions): TemplateResult {
    const mark = markOfCompact(card);
    const open = card.rows.filter((row) => row.kind === "descriptor" && row.open).length;
    const narrow = look.box.width < narrowCard;
    const wait = card.symbol === "blocked" && card.detail !== null;
    return html`
        <article class="card process compact ${processClass(card.color)} is-${card.symbol}${mark === null ? "" : " marked"}${look.side === "right" ? " mirrored" : ""}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spokenProcess(card)}>
            <div class="bar"></div>
            <div class="title">
                <span class="name" title=${card.fullCommand}>${card.command}</span>
                <span class="aside whole">${card.id} · ${card.pid}</span>
                ${card.rows.length === 0 ? nothing : toggleOf(card.id, narrow ? `${open} fd` : counted(open, "descriptor"), "Show the descriptor table (space bar)", false, actions)}
            </div>
            <div class="state">
                <span class="word">${stateIcons[card.symbol]}${wait ? nothing : html`<span>${card.stateText}</span>`}</span>
                ${wait ? nothing : card.alsoFrozen ? html`<span class="also" title="held while another process is stopped">${icons.frozen}</span>` : nothing}
                <span class="why" title=${card.detail ?? ""}>${card.detail ?? ""}</span>
                ${wait && card.alsoFrozen ? html`<span class="also" title="held while another process is stopped">${icons.frozen}</span>` : nothing}
                ${narrow ? nothing : linkTo(card.link, actions, wait ? "line" : "whole")}
            </div>
            ${markTag(mark)}
        </article>`;
}

/** What happened to the table behind the port shows on the card. */
function markOfCompact(card: ProcessCard): string | null {
    if (card.mark !== null) return card.mark;
    const fresh = card.rows.filter((row) => row.mark !== null && isOpen(row)).length;
    const closed = card.rows.filter((row) => row.mark !== null && isClosed(row)).length;
    const parts = [fresh > 0 ? `${fresh} new` : "", closed > 0 ? `${closed} closed` : ""].filter((part) => part !== "");
    return parts.length === 0 ? null : parts.join(", ");
}

export const compactProcessStyles = css`
    .compact .title { position: absolute; left: 15px; right: 13px; top: 5px; align-items: center; }
    .compact .name { font-size: 12px; }
    .compact .state { position: absolute; left: 15px; right: 13px; top: 22px; }
    .compact .link { flex: none; }
    .compact .why { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; color: var(--dim); }
    .compact.is-blocked .why { color: var(--wait-text); }
`;
