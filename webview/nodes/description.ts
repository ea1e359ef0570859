/** An open file description, between the descriptors that refer to it and the object. */
import { css, html, nothing, type TemplateResult } from "lit";
import { counted } from "../card/numberText";
import { boxStyle, lookClasses, markTag, type Look } from "../frame/frame";
import type { DescriptionCard } from "../scene/scene";

export function descriptionNode(card: DescriptionCard, look: Look): TemplateResult {
    if (look.box.room === "small") return compactNode(card, look);
    const room = card.access === "read-write" ? 205 : 170;
    const references = counted(card.references, look.box.width < room ? "ref" : "reference");
    const narrow = look.box.width < 165;
    return html`
        <article class="card description flow-${card.flow}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)}>
            <div class="title">
                <span class="number">${card.id.replace(/^ofd/, "o")}</span>
                <span class="access">${card.access}</span>
                ${narrow ? nothing : html`<span class="aside whole">${references}</span>`}
            </div>
            <div class="facts">
                ${narrow ? html`<span class="count">${references}</span>` : nothing}
                ${narrow && card.flags === "no flags" ? nothing : html`<span class="flags" title=${card.flags}>${card.flags}</span>`}
                ${card.offset === null ? nothing : html`<span class="offset">${card.offset}</span>`}
            </div>
            ${markTag(card.mark)}
        </article>`;
}

/** In a crowd: one line. */
function compactNode(card: DescriptionCard, look: Look): TemplateResult {
    const facts = [
        counted(card.references, "ref"),
        ...(card.flags === "no flags" ? [] : [card.flags]),
        ...(card.offset === null ? [] : [card.offset]),
    ].join(" · ");
    return html`
        <article class="card description oneline flow-${card.flow}${card.mark === null ? "" : " marked"}${lookClasses(look)}" .style=${boxStyle(look.box)}
            tabindex="0" data-node=${card.id} aria-label=${spoken(card)} title=${facts}>
            <div class="title">
                <span class="number">${card.id.replace(/^ofd/, "o")}</span>
                <span class="access">${card.access}</span>
                <span class="aside">${card.mark ?? (look.box.width < 165 ? `×${card.references}` : facts)}</span>
            </div>
        </article>`;
}

function spoken(card: DescriptionCard): string {
    return `Open file description ${card.id}, ${card.access}, ${counted(card.references, "reference")}, ${card.flags}${card.offset === null ? "" : `, ${card.offset}`}, of ${card.object}`;
}

export const descriptionStyles = css`
    .description { padding: 7px 11px; }
    .description.oneline { padding: 2px 9px; border-radius: 4px; }
    .oneline.marked .aside { color: var(--new-text); }
    .description .number { font: 10px var(--mono); color: var(--dim); }
    .description .access { font-weight: 600; color: var(--strong); }
    .description.flow-write .access { color: var(--write-text); }
    .description.flow-read .access { color: var(--read-text); }
    .facts { display: flex; align-items: center; gap: 8px; margin-top: 2px; font-size: 11px; color: var(--dim); white-space: nowrap; }
    .facts .flags { overflow: hidden; text-overflow: ellipsis; flex: 0 1 auto; min-width: 0; }
    .facts .offset, .facts .count { color: var(--text); flex: none; }
`;
