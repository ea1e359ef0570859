/** An epoll instance: the members of its set, one a line, with what each is waited for. */
import { css, html, nothing, type TemplateResult } from "lit";
import { boxStyle, lookClasses, markTag, type Look } from "../../frame/frame";
import { cardIcons } from "../../frame/icons";
import type { NodeKind } from "../nodeKind";
import type { EpollCard, MemberLine } from "./card";

/** More have no room. */
const shownMembers = { full: 5, tight: 3, small: 0 } as const;

function epollNode(card: EpollCard, look: Look): TemplateResult {
    const { room } = look.box;
    const most = shownMembers[room];
    const shown = card.members.length > most ? card.members.slice(0, most - 1) : card.members;
    return html`
        <article class="card epoll ${room}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)}>
            <div class="title">
                <span class="kind">${cardIcons.eye}</span>
                <span class="name">${card.id}</span>
                <span class="aside whole">${card.size}</span>
            </div>
            ${markTag(card.mark)}
            ${room === "small" ? html`<div class="member more">${card.members.map(({ fd }) => fd).join(", ")}</div>` : members(card, shown)}
        </article>`;
}

function members(card: EpollCard, shown: readonly MemberLine[]): TemplateResult {
    if (card.members.length === 0) return html`<div class="member more">the set is empty</div>`;
    const more = card.members.length - shown.length;
    return html`
        ${shown.map(
            ({ fd, object, events, manner, armed, fresh }) => html`
                <div class="member${armed ? "" : " silent"}${fresh ? " fresh" : ""}"><b>${fd}</b> ${object} <span class="for">${events}</span>${manner === "" ? nothing : html` <span class="manner">${manner}</span>`}</div>`,
        )}
        ${more === 0 ? nothing : html`<div class="member more">and ${more} more</div>`}`;
}

function spoken({ id, size, members: all }: EpollCard): string {
    const told = all
        .slice(0, shownMembers.full)
        .map(({ fd, object, events, manner }) => `${fd}, ${object}, ${events}${manner === "" ? "" : `, ${manner}`}`);
    return [`Epoll instance ${id}, ${size}`, ...told].join(". ");
}

const epollStyles = css`
    .epoll { padding: 9px 13px 0; overflow: hidden; }
    .epoll.small { padding-top: 5px; }
    .epoll .kind { align-self: center; color: var(--dim); }
    .member { font-size: 11px; line-height: 16px; margin-top: 2px; color: var(--text); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .member b { display: inline-block; min-width: 16px; font-variant-numeric: tabular-nums; }
    .member .for { font-family: var(--mono); }
    .member .manner, .member.more, .member.silent { color: var(--dim); }
    .member.fresh { background: var(--new-ground); border-radius: 3px; }
`;

export const epoll: NodeKind<EpollCard> = { draw: epollNode, styles: [epollStyles] };
