/** A shared memory segment: a block of memory, and below it in whose address space it is, where, and how. */
import { css, html, nothing, type TemplateResult } from "lit";
import { counted } from "../../card/numberText";
import { boxStyle, lookClasses, markTag, narrowCard, type Look } from "../../frame/frame";
import { processClass } from "../../frame/theme";
import type { NodeKind } from "../nodeKind";
import type { Attachment, SharedMemoryCard } from "./card";

/** More have no room. */
const shownAttachments = { full: 5, tight: 3, small: 0 } as const;

function segmentNode(card: SharedMemoryCard, look: Look): TemplateResult {
    const { room, width } = look.box;
    const shown = card.attachments.slice(0, shownAttachments[room]);
    const more = card.attachments.length - shown.length;
    return html`
        <article class="card segment ${room}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)}>
            <div class="title">
                <span class="name" title=${originOf(card)}>${width < narrowCard ? "memory" : card.title}</span>
                <span class="aside whole" title=${originOf(card)}>id ${card.number}</span>
            </div>
            ${markTag(card.mark)}
            <div class="size"><span>${card.key} · ${card.size}${card.locked ? ", locked" : ""}</span>${removal(card)}</div>
            ${room === "small" ? nothing : attachments(shown, more)}
        </article>`;
}

function attachments(shown: readonly Attachment[], more: number): TemplateResult {
    if (shown.length === 0) return html`<div class="attachment nobody">attached by nobody</div>`;
    return html`
        ${shown.map(
            ({ process, color, address, protection, fresh }) => html`
                <div class="attachment ${processClass(color)}${fresh ? " fresh" : ""}"><b>${process}</b> at <code>${address}</code> <code>${protection}</code></div>`,
        )}
        ${more === 0 ? nothing : html`<div class="attachment nobody">and ${more} more</div>`}`;
}

function removal({ removed, attachments: { length } }: SharedMemoryCard): TemplateResult {
    return removed ? html`<span class="removed">marked for deletion</span>` : html`<span>${length} attached</span>`;
}

function originOf({ id, creator, link }: SharedMemoryCard): string {
    return creator === null ? id : `${id}, ${creator}${link === null ? "" : ` at ${link.text}`}`;
}

function spoken(card: SharedMemoryCard): string {
    return [
        `Shared memory segment, ${card.key}, number ${card.number}`,
        card.size,
        ...(card.locked ? ["locked in memory"] : []),
        ...(card.removed ? ["marked for deletion"] : []),
        counted(card.attachments.length, "attachment"),
        ...card.attachments.slice(0, shownAttachments.full).map(({ process, protection }) => `${process}, ${protection}`),
    ].join(". ");
}

const segmentStyles = css`
    .segment { padding: 9px 13px 0; overflow: visible; }
    .segment.small { padding-top: 5px; }
    .segment .size { display: flex; justify-content: space-between; gap: 10px; margin-top: 4px; font-size: 11px; line-height: 16px; color: var(--dim); white-space: nowrap; }
    .segment.small .size { margin-top: 1px; }
    .segment .size > * { overflow: hidden; text-overflow: ellipsis; }
    .segment .removed { color: var(--trouble-text); }
    .attachment { font-size: 11px; line-height: 17px; margin-top: 2px; color: var(--text); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .attachment b { color: color-mix(in srgb, var(--process, var(--dim)) 80%, var(--text)); }
    .attachment code { font-family: var(--mono); }
    .attachment.fresh { background: var(--new-ground); border-radius: 3px; }
    .attachment.nobody { color: var(--dim); }
`;

export const sharedMemory: NodeKind<SharedMemoryCard> = { draw: segmentNode, styles: [segmentStyles] };
